using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.DataProtection;
using Vignette.Gallery;
using Vignette.Gallery.Access;
using Vignette.Imaging.Vips;
using Vignette.Pipeline;
using Vignette.Pipeline.Captions;
using Vignette.Pipeline.Local;
using Vignette.Schema;
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

    /// <summary>Where it is reached from this machine.</summary>
    public Uri Address
    {
        get
        {
            var address = new UriBuilder(_application.Urls.First());
            if (IPAddress.TryParse(address.Host, out var host) && (host.Equals(IPAddress.Any) || host.Equals(IPAddress.IPv6Any)))
            {
                // All addresses are none that one can ask.
                address.Host = "localhost";
            }

            return address.Uri;
        }
    }

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
        EnsureFree(options.Host ?? IPAddress.Loopback, options.Port);
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
    private static void EnsureFree(IPAddress host, int port)
    {
        using var probe = new TcpListener(host, port);
        try
        {
            probe.Start();
        }
        catch (SocketException fault)
        {
            throw new StartFailure($"Port {port}{(IPAddress.IsLoopback(host) ? "" : $" of {host}")} cannot be used ({fault.Message}): choose another with --port.", fault);
        }
    }

    private static WebApplication Build(LocalPlatformOptions options, DataFolder folder, Action<IServiceCollection>? configure)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(options.Host ?? IPAddress.Loopback, options.Port);
            if (options.Host is null && options.Port != 0 && Socket.OSSupportsIPv6)
            {
                kestrel.Listen(IPAddress.IPv6Loopback, options.Port);
            }
        });
        var environment = PlatformEnvironment.From(builder.Configuration);
        TerminalLogging.Configure(builder.Logging, environment.LogLevel);
        var signIn = ReadSignIn(options, builder.Configuration);
        if (signIn.Mode == SignInMode.None && builder.Configuration.Variable(PlatformEnvironment.DefaultVisibilityVariable) is null)
        {
            // There is nobody to hide anything from, and whoever gets an account later is to see it.
            environment = environment with { Pipeline = environment.Pipeline with { DefaultVisibility = Visibility.Shared } };
        }

        var services = builder.Services;
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(30));
        services.AddDataProtection().SetApplicationName("Vignette").PersistKeysToFileSystem(Directory.CreateDirectory(folder.Keys));
        services.AddHostFiltering(filter => filter.AllowedHosts = IsLoopback(options) ? ["localhost", "127.0.0.1", "[::1]"] : ["*"]);
        services.AddOtlpExport(builder.Configuration);

        services.AddSingleton<ICatalogDatabase>(_ => SqliteCatalogDatabase.Open(folder.Database));
        services.AddSingleton<Migrator>();
        services.AddPipeline(environment);
        services.AddDirectoryStores(folder.Originals, folder.Renditions, folder.Dataset);
        services.AddLocalPipeline(new LocalPipelineOptions { Workers = options.Workers });
        services.AddVipsThumbnailer();
        services.AddCaptioner(CaptionOptions.From(builder.Configuration));
        services.AddGallery(new GalleryOptions { SignIn = signIn.Mode, SetupCodeSha256 = signIn.SetupCodeSha256, RequestsPerSecond = environment.RateLimit ?? 0 });
        if (options.Samples)
        {
            services.AddHostedService<SampleLoader>();
        }

        configure?.Invoke(services);

        var application = builder.Build();
        // A page of another site must not reach the platform under a name of its own (DNS rebinding).
        application.UseHostFiltering();
        application.MapGallery();
        return application;
    }

    private static SignInOptions ReadSignIn(LocalPlatformOptions options, IConfiguration configuration)
    {
        var read = SignInOptions.From(configuration, SignInMode.None);
        read = read with { Mode = options.SignIn ?? read.Mode };
        return read.Mode switch
        {
            SignInMode.Cognito => throw new StartFailure("Amazon Cognito signs people in at a load balancer of AWS, and there is none on this machine: choose --sign-in password."),
            SignInMode.None when !IsLoopback(options) => throw new StartFailure($"Whoever reaches {options.Host} could do anything, since nobody has to sign in: add --sign-in password, or leave --host out."),
            _ => read,
        };
    }

    private static bool IsLoopback(LocalPlatformOptions options) => options.Host is not { } host || IPAddress.IsLoopback(host);
}
