using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.DataProtection;
using Vignette.Gallery;
using Vignette.Gallery.Security;
using Vignette.Imaging.Vips;
using Vignette.Pipeline;
using Vignette.Pipeline.Captions;
using Vignette.Pipeline.Local;
using Vignette.Schema.Database;
using Vignette.Schema.Migrations;
using Vignette.Schema.Sqlite;

namespace Vignette.Cli.Local;

/// <summary>
/// The whole platform in one process on one folder: gallery, tasks, queue, catalog. This is where the adapters for one
/// machine are chosen.
/// </summary>
public sealed class LocalPlatform : IAsyncDisposable
{
    private readonly DataFolder _folder;
    private readonly WebApplication _application;

    private LocalPlatform(DataFolder folder, WebApplication application) => (_folder, _application) = (folder, application);

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_application.Urls.First());

    public IServiceProvider Services => _application.Services;

    /// <summary>Starts the platform; it answers when this returns.</summary>
    /// <param name="options">Where and how.</param>
    /// <param name="cancellationToken">Gives the start up.</param>
    /// <param name="configure">Replaces services, for tests.</param>
    /// <exception cref="StartFailure">It cannot start here; the message says why.</exception>
    public static async Task<LocalPlatform> StartAsync(
        LocalPlatformOptions options,
        CancellationToken cancellationToken,
        Action<IServiceCollection>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        EnsureFree(options.Port);
        var folder = DataFolder.Open(options.DataFolder);
        WebApplication? application = null;
        try
        {
            application = Build(options, folder, configure);
            await application.Services.GetRequiredService<Migrator>().MigrateAsync(cancellationToken);
            await application.StartAsync(cancellationToken);
            return new LocalPlatform(folder, application);
        }
        catch
        {
            if (application is not null)
            {
                await application.DisposeAsync();
            }

            folder.Dispose();
            throw;
        }
    }

    /// <summary>Returns when the platform has stopped: on Ctrl-C, on SIGTERM or when cancelled.</summary>
    /// <returns>False when it stopped because a part of it broke down; the log says which.</returns>
    public async Task<bool> WaitForShutdownAsync(CancellationToken cancellationToken)
    {
        var parts = Services.GetServices<IHostedService>().OfType<BackgroundService>().ToArray();
        await _application.WaitForShutdownAsync(cancellationToken);
        return !parts.Any(part => part.ExecuteTask is { IsFaulted: true });
    }

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
        _folder.Dispose();
    }

    // The server would say it too, in a log entry of forty lines.
    private static void EnsureFree(int port)
    {
        using var probe = new TcpListener(IPAddress.Loopback, port);
        try
        {
            probe.Start();
        }
        catch (SocketException fault)
        {
            throw new StartFailure($"Port {port} cannot be used ({fault.Message}): choose another with --port.", fault);
        }
    }

    private static WebApplication Build(LocalPlatformOptions options, DataFolder folder, Action<IServiceCollection>? configure)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, options.Port);
            if (options.Port != 0 && Socket.OSSupportsIPv6)
            {
                kestrel.Listen(IPAddress.IPv6Loopback, options.Port);
            }
        });
        var environment = PlatformEnvironment.From(builder.Configuration);
        TerminalLogging.Configure(builder.Logging, environment.LogLevel);

        var services = builder.Services;
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(30));
        services.AddDataProtection().SetApplicationName("Vignette").PersistKeysToFileSystem(Directory.CreateDirectory(folder.Keys));
        services.AddHostFiltering(filter => filter.AllowedHosts = ["localhost", "127.0.0.1", "[::1]"]);
        services.AddOtlpExport(builder.Configuration);

        services.AddSingleton<ICatalogDatabase>(_ => SqliteCatalogDatabase.Open(folder.Database));
        services.AddSingleton<Migrator>();
        services.AddPipeline(environment);
        services.AddDirectoryStores(folder.Originals, folder.Renditions, folder.Dataset);
        services.AddLocalPipeline(new LocalPipelineOptions { Workers = options.Workers });
        services.AddVipsThumbnailer();
        services.AddCaptioner(CaptionOptions.From(builder.Configuration));
        services.AddGallery(new GalleryOptions { RequestsPerSecond = environment.RateLimit ?? 0 });
        if (options.Samples)
        {
            services.AddHostedService<SampleLoader>();
        }

        configure?.Invoke(services);

        var application = builder.Build();
        // A page of another site must not reach the platform under a name of its own (DNS rebinding).
        application.UseHostFiltering();
        application.Use(FixedUser.SignIn);
        application.MapGallery();
        return application;
    }
}
