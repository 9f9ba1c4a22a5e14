using System.Globalization;
using System.Net.Http.Headers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MySqlConnector;
using Vignette.Pipeline;
using Vignette.Pipeline.Events;
using Vignette.Pipeline.Objects;
using Vignette.Pipeline.Objects.S3;
using Vignette.Schema.Accounts;
using Vignette.Schema.Catalog;
using Vignette.Schema.Database;
using Vignette.Schema.Migrations;
using Vignette.Schema.MySql;
using Vignette.Tests;
using Vignette.Tests.MySql;

namespace Vignette.Hosts.Tests.Rig;

/// <summary>
/// What the stack makes on AWS, on one machine and for one test: a schema on a real MySQL, buckets on a real S3 server,
/// an endpoint that speaks as the model's does, and the real programs as processes with the environment that they get there.
/// </summary>
internal sealed class CloudRig : IAsyncDisposable
{
    private static int _count;

    private readonly List<IAsyncDisposable> _running = [];
    private readonly ServiceProvider _services;
    private string? _token;

    private CloudRig(MySqlServer database, RadosGateway storage, FakeChatEndpoint model, Dictionary<string, string?> environment)
    {
        (DatabaseServer, Storage, Model, Environment) = (database, storage, model, environment);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(environment).Build();
        var services = new ServiceCollection().AddLogging();
        services.AddPipeline(configuration);
        services.AddMySqlCatalog(MySqlOptions.From(configuration));
        services.AddSchemaGate();
        services.AddSingleton<Amazon.S3.IAmazonS3>(_ => S3Options.From(configuration).CreateClient(storage.Credentials));
        services.AddS3Stores(S3Options.From(configuration));
        _services = services.BuildServiceProvider();
    }

    public MySqlServer DatabaseServer { get; }

    public RadosGateway Storage { get; }

    public FakeChatEndpoint Model { get; }

    /// <summary>What all programs are given.</summary>
    public Dictionary<string, string?> Environment { get; }

    public IObjectStore Originals => _services.GetRequiredService<ImageStores>().Originals;

    public IObjectStore Renditions => _services.GetRequiredService<ImageStores>().Renditions;

    public IObjectStore Dataset => _services.GetRequiredService<ImageStores>().Dataset;

    public ImageReader Images => _services.GetRequiredService<ImageReader>();

    public Migrator Migrator => _services.GetRequiredService<Migrator>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Skips the test where a server cannot be had.</summary>
    /// <param name="migrated">Whether the schema is there already.</param>
    public static async Task<CloudRig> CreateAsync(MySqlServer database, RadosGateway storage, bool migrated = true)
    {
        database.SkipUnlessThere();
        using var originals = await storage.CreateBucketAsync();
        using var renditions = await storage.CreateBucketAsync();
        using var dataset = await storage.CreateBucketAsync();
        var schema = string.Create(CultureInfo.InvariantCulture, $"cloud_{Interlocked.Increment(ref _count)}");
        await ExecuteAsync(database, $"CREATE DATABASE {schema}");
        var model = await FakeChatEndpoint.StartAsync();
        var keys = await storage.Credentials.GetCredentialsAsync();
        var cloud = new CloudRig(database, storage, model, new()
        {
            ["AWS_REGION"] = "eu-central-1",
            ["AWS_ACCESS_KEY_ID"] = keys.AccessKey,
            ["AWS_SECRET_ACCESS_KEY"] = keys.SecretKey,
            ["AWS_ENDPOINT_URL_S3"] = storage.Options.Endpoint!.ToString(),
            ["S3_IMAGE_BUCKET"] = originals.Name,
            ["S3_THUMBNAIL_BUCKET"] = renditions.Name,
            ["S3_DATASET_BUCKET"] = dataset.Name,
            ["DB_HOST"] = database.Host,
            ["DB_PORT"] = database.Port.ToString(CultureInfo.InvariantCulture),
            ["DB_NAME"] = schema,
            ["DB_USER"] = database.User,
            ["DB_PASSWORD"] = database.Password,
            ["DB_CA_FILE"] = database.CertificatesFile,
            ["CAPTION_ENDPOINT"] = model.Address.ToString(),
            ["SIGN_IN"] = "password",
        });
        if (migrated)
        {
            await cloud.Migrator.MigrateAsync(Token);
        }

        return cloud;
    }

    /// <summary>Starts a function. It ends with the test.</summary>
    /// <param name="change">Variables that it has otherwise; null for one that it has not.</param>
    public async Task<CloudFunction> StartFunctionAsync(string name, params (string Name, string? Value)[] change)
    {
        var function = await CloudFunction.StartAsync(name, With(change));
        _running.Add(function);
        return function;
    }

    /// <summary>Starts a host of the web tier and waits until it answers. It ends with the test.</summary>
    public async Task<CloudWeb> StartWebAsync(params (string Name, string? Value)[] change)
    {
        var web = await CloudWeb.StartAsync(With(change));
        _running.Add(web);
        if (await TokenAsync() is { } token)
        {
            web.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return web;
    }

    /// <summary>A token of an administrator, made the first time; null while there is no schema to keep it in.</summary>
    public async Task<string?> TokenAsync()
    {
        if (_token is null && await Migrator.VersionAsync(Token) == SchemaVersion.Of(new MySqlDialect()).Number)
        {
            var scopes = TokenScopes.Read | TokenScopes.Upload | TokenScopes.Annotate | TokenScopes.Admin;
            await _services.GetRequiredService<AccountDirectory>().AddAsync("operator", Role.Admin, passwordHash: null, Token);
            _token = (await _services.GetRequiredService<ApiTokens>().CreateAsync("operator", "tests", scopes, TimeSpan.FromDays(1), Token))?.Secret;
        }

        return _token;
    }

    public Dictionary<string, string?> With(params (string Name, string? Value)[] change)
    {
        var environment = new Dictionary<string, string?>(Environment);
        foreach (var (name, value) in change)
        {
            environment[name] = value;
        }

        return environment;
    }

    /// <summary>Copies a file among the originals, past the gallery, and returns the event that S3 tells of it.</summary>
    public async Task<string> ArriveAsync(string photo, string? key = null)
    {
        await using var content = File.OpenRead(Photos.Path(photo));
        var stored = await Originals.PutAsync(key ?? $"originals/{Path.GetFileName(photo)}", content, new PutOptions("image/jpeg"), Token);
        return Announce(stored.ShouldNotBeNull());
    }

    /// <summary>The event that S3 tells of an object.</summary>
    public string Announce(ObjectInfo stored) => ObjectCreatedEnvelope.Write(
        new ObjectCreatedEvent(Originals.Bucket, stored.Key, stored.Size, stored.ETag, "01", stored.LastModified), $"event of {stored.Key}");

    /// <summary>The event that S3 tells of an approval; null where none is announced.</summary>
    public async Task<string?> ApprovalAsync(string id) =>
        await Renditions.HeadAsync(ObjectKeys.Review(Schema.ImageId.Parse(id)), Token) is { } marker
            ? ObjectCreatedEnvelope.Write(new ObjectCreatedEvent(Renditions.Bucket, marker.Key, marker.Size, marker.ETag, "01", marker.LastModified), $"event of {marker.Key}")
            : null;

    /// <summary>Runs a statement in the schema as who may do everything.</summary>
    public Task ExecuteAsync(string sql) => ExecuteAsync(DatabaseServer, $"USE {Environment["DB_NAME"]}; {sql}");

    /// <summary>How many rows a table has.</summary>
    public Task<long> CountAsync(string table) => _services.GetRequiredService<ICatalogDatabase>().ReadAsync(
        async (connection, token) =>
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT COUNT(*) FROM {table}";
            return (long)(await command.ExecuteScalarAsync(token))!;
        },
        Token);

    /// <summary>Makes all images look as if nothing had happened to them for so much longer.</summary>
    public Task AgeAsync(TimeSpan by) => ExecuteAsync(string.Create(
        CultureInfo.InvariantCulture, $"UPDATE images SET uploaded_at = uploaded_at - {by.TotalMilliseconds:0}, updated_at = updated_at - {by.TotalMilliseconds:0}"));

    public async ValueTask DisposeAsync()
    {
        foreach (var program in _running)
        {
            await program.DisposeAsync();
        }

        await _services.DisposeAsync();
        await Model.DisposeAsync();
        await ExecuteAsync(DatabaseServer, $"DROP DATABASE {Environment["DB_NAME"]}");
    }

    private static async Task ExecuteAsync(MySqlServer server, string sql)
    {
        var settings = new MySqlConnectionStringBuilder
        {
            Server = server.Host,
            Port = (uint)server.Port,
            UserID = server.User,
            Password = server.Password,
            SslMode = MySqlSslMode.VerifyFull,
            SslCa = server.CertificatesFile,
            Pooling = false,
        };
        await using var connection = new MySqlConnection(settings.ConnectionString);
        await connection.OpenAsync(CancellationToken.None);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }
}
