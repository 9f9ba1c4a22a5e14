using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Vignette.Pipeline.Captions;
using Vignette.Pipeline.Events;
using Vignette.Pipeline.Imaging;
using Vignette.Pipeline.Intake;
using Vignette.Pipeline.Local;
using Vignette.Pipeline.Objects;
using Vignette.Pipeline.Sweeping;
using Vignette.Pipeline.Tasks;
using Vignette.Schema;
using Vignette.Schema.Catalog;
using Vignette.Schema.Database;
using Vignette.Schema.Migrations;
using Vignette.Schema.Queue;
using Vignette.Schema.Sqlite;
using Vignette.Tests;

namespace Vignette.Pipeline.Tests.Rig;

/// <summary>
/// The pipeline as it is composed for one machine, on a real database and real folders, with a clock that stands still.
/// Only the thumbnailer and the captioner are scripted. Nothing runs by itself: tests deliver messages, or start services.
/// </summary>
internal sealed class PipelineRig : IAsyncDisposable
{
    public const string Owner = "ann";

    private readonly TemporaryFolder _folder = new();
    private readonly ServiceProvider _services;

    private PipelineRig(PipelineOptions options, LocalPipelineOptions local)
    {
        Database = new FaultyDatabase(SqliteCatalogDatabase.Open(_folder.File("catalog.db")));
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(Log).SetMinimumLevel(LogLevel.Debug));
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton<ICatalogDatabase>(Database);
        services.AddPipeline(new PlatformEnvironment { Pipeline = options });
        services.AddDirectoryStores(_folder.File("originals"), _folder.File("renditions"), _folder.File("dataset"));
        services.AddLocalPipeline(local);
        services.AddSingleton<IThumbnailer>(Thumbnailer);
        services.AddSingleton<ICaptioner>(Captioner);

        var stores = services.Single(service => service.ServiceType == typeof(ImageStores)).ImplementationFactory!;
        services.Replace(ServiceDescriptor.Singleton(provider =>
        {
            var real = (ImageStores)stores(provider);
            return new ImageStores(new FaultyStore(real.Originals), new FaultyStore(real.Renditions), new FaultyStore(real.Dataset));
        }));
        _services = services.BuildServiceProvider();
    }

    public ManualTimeProvider Clock { get; } = new();

    public FaultyDatabase Database { get; }

    public ScriptedThumbnailer Thumbnailer { get; } = new();

    public ScriptedCaptioner Captioner { get; } = new();

    public LogRecorder Log { get; } = new();

    public FaultyStore Originals => (FaultyStore)Get<ImageStores>().Originals;

    public FaultyStore Renditions => (FaultyStore)Get<ImageStores>().Renditions;

    public FaultyStore Dataset => (FaultyStore)Get<ImageStores>().Dataset;

    public ImageReader Images => Get<ImageReader>();

    public MessageQueue Queue => Get<MessageQueue>();

    public string OriginalsFolder => _folder.File("originals");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<PipelineRig> StartAsync(PipelineOptions? options = null, LocalPipelineOptions? local = null)
    {
        var rig = new PipelineRig(options ?? new PipelineOptions(), local ?? new LocalPipelineOptions { Workers = 2 });
        await new Migrator(rig.Database, rig.Clock).MigrateAsync(Token);
        return rig;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>A hosted service, not started.</summary>
    public T Hosted<T>()
        where T : class => _services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<T>().Single();

    public Task<IntakeResult> AcceptAsync(Stream content, string? fileName = "photo.jpg", string? idempotencyKey = null) =>
        Get<ImageIntake>().AcceptAsync(new IncomingFile(content, fileName, Owner, idempotencyKey), Token);

    public async Task<ImageId> UploadAsync(byte[]? content = null, string fileName = "photo.jpg") =>
        (await AcceptAsync(new MemoryStream(content ?? Pictures.Jpeg()), fileName)).ShouldBeOfType<IntakeResult.Accepted>().Id;

    public async Task<ImageRecord> FindAsync(ImageId id) => (await Images.FindAsync(id, Token)).ShouldNotBeNull();

    public async Task<ImageDetails> DetailsAsync(ImageId id) => (await Images.DetailsAsync(id, Token)).ShouldNotBeNull();

    /// <summary>The event that tells of the object as it is now.</summary>
    public async Task<string> EnvelopeAsync(ImageId id) => await EnvelopeAsync((await FindAsync(id)).ObjectKey);

    /// <inheritdoc cref="EnvelopeAsync(ImageId)"/>
    public async Task<string> EnvelopeAsync(string key)
    {
        var info = (await Originals.HeadAsync(key, Token)).ShouldNotBeNull();
        return ObjectCreatedEnvelope.Write(new ObjectCreatedEvent(Originals.Bucket, key, info.Size, info.ETag, "01", Clock.GetUtcNow()), "an-event");
    }

    public Task<TaskOutcome> DeliverAsync(TaskKind task, string envelope, int attempt = 1, CancellationToken? stopping = null) =>
        Get<TaskDispatcher>().HandleAsync(task, envelope, new Delivery(attempt, 3, TimeSpan.FromMinutes(1)), stopping ?? Token);

    public async Task<TaskOutcome> DeliverAsync(TaskKind task, ImageId id, int attempt = 1, CancellationToken? stopping = null) =>
        await DeliverAsync(task, await EnvelopeAsync(id), attempt, stopping);

    /// <summary>Approves an image as a person does, with what else they say, and returns its version.</summary>
    public async Task<long> ApproveAsync(ImageId id, AnnotationEdit? edit = null)
    {
        var result = await Get<AnnotationIntake>().ApplyAsync(id, (edit ?? new AnnotationEdit()) with { Review = ReviewState.Approved }, Owner, Token);
        result.IsApproval.ShouldBeTrue();
        return result.Details.ShouldNotBeNull().Image.Version;
    }

    /// <summary>The event that announces the image's approval.</summary>
    public async Task<string> ApprovalAsync(ImageId id)
    {
        var info = (await Renditions.HeadAsync(ObjectKeys.Review(id), Token)).ShouldNotBeNull();
        return ObjectCreatedEnvelope.Write(new ObjectCreatedEvent(Renditions.Bucket, info.Key, info.Size, info.ETag, "01", Clock.GetUtcNow()), "an-approval");
    }

    public async Task<TaskOutcome> PublishAsync(ImageId id, int attempt = 1, CancellationToken? stopping = null) =>
        await DeliverAsync(TaskKind.Publish, await ApprovalAsync(id), attempt, stopping);

    /// <summary>The keys in the data set.</summary>
    public async Task<IReadOnlyList<string>> PublishedAsync() => await Dataset.ListAsync("", Token).Select(info => info.Key).ToListAsync(Token);

    /// <summary>How many messages wait in all queues.</summary>
    public async Task<long> MessagesAsync() => (await Queue.DepthsAsync(Token)).Values.Sum(depth => depth.Waiting);

    /// <summary>Loses every message that waits, which no queue does.</summary>
    public async Task LoseMessagesAsync()
    {
        foreach (var queue in Get<IReadOnlyList<EventRoute>>().Select(route => route.Queue))
        {
            foreach (var message in await Queue.ReceiveAsync(queue, 1000, TimeSpan.FromMinutes(1), Token))
            {
                await Queue.DeleteAsync(message, Token);
            }
        }
    }

    /// <summary>A sweep as it runs every minute or so.</summary>
    public Task<SweepReport> SweepAsync() => Get<Sweep>().RunAsync(SweepCutoffs.Regular(Clock.GetUtcNow(), new PipelineOptions()), Token);

    /// <summary>All files below the originals' folder but the store's own.</summary>
    public IEnumerable<string> OriginalFiles() => Directory.EnumerateFiles(OriginalsFolder, "*", SearchOption.AllDirectories);

    /// <summary>How many rows of images there are, of every kind.</summary>
    public Task<long> RowsAsync() => Database.CountAsync("images", Token);

    public async ValueTask DisposeAsync()
    {
        Database.Fault = null;
        await _services.DisposeAsync();
        await Database.DisposeAsync();
        _folder.Dispose();
    }
}
