using System.Globalization;
using System.Text.Json;
using Pulumi;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.Kms;
using Pulumi.Aws.Lambda;
using Pulumi.Aws.Lambda.Inputs;
using Vignette.Infra.Access;
using Vignette.Infra.Configuration;
using Vignette.Infra.Databases;
using Vignette.Pipeline.Captions;
using Vignette.Pipeline.Events;
using Vignette.Pipeline.Hosting;
using Vignette.Pipeline.Objects;
using Vignette.Schema;
using Vignette.Schema.Migrations;
using Vignette.Schema.MySql;
using Names = Vignette.Pipeline.Hosting.FunctionNames;

namespace Vignette.Infra.Functions;

/// <summary>
/// What happens to images: the events of the originals' bucket and of approvals, a queue and a function for each task, the sweep that drives
/// again what is stuck, and before all of it the migration.
/// </summary>
public sealed class Processing : ComponentResource
{
    /// <summary>
    /// MB, where pictures are decoded: one of 100 megapixels takes 450 MB, one that comes in passes as much again; and from
    /// 1769 MB on a function has a processor of its own.
    /// </summary>
    private const int PictureMemory = 2048;

    /// <summary>MB, where none are.</summary>
    private const int PlainMemory = 512;

    /// <summary>Thumbnails are made one after the other; of the largest pictures so many are done well before the time is over.</summary>
    private const int ThumbnailBatch = 4;

    /// <summary>A process describes one image, so that as many are described at once as there are processes.</summary>
    private const int CaptionBatch = 1;

    /// <summary>Published one after the other: so many of the largest are, well before the time is over.</summary>
    private const int PublicationBatch = 4;

    private const int SweepMinutes = 5;

    /// <summary>Less than until the next, so that there is one at a time.</summary>
    private const int SweepSeconds = (SweepMinutes * 60) - 10;

    /// <summary>Lambda's most: a large table takes its time.</summary>
    private const int MigrationSeconds = 900;

    private static readonly string SchemaDigest = SchemaVersion.Of(new MySqlDialect()).Digest;
    private static readonly IReadOnlyList<string> Renditions = [.. RenditionNames.All.Select(rendition => $"{rendition}/")];

    private readonly string _name;
    private readonly ProcessingArgs _args;
    private readonly Output<string> _account;
    private readonly Output<string> _environmentKey;
    private readonly Dictionary<string, Output<string>> _functionNames = [];

    public Processing(string name, ProcessingArgs args, ComponentResourceOptions? options = null)
        : base("vignette:infra:Processing", $"{name}-processing", options)
    {
        ArgumentNullException.ThrowIfNull(args);
        (_name, _args) = (name, args);
        _account = CallingAccount.Of(this);
        _environmentKey = new Key($"{name}-environment-key", new KeyArgs
        {
            Description = "Encrypts the environment of the functions that have a secret in it.",
            EnableKeyRotation = true,
        }, Child).Arn;

        Migrated = args.IsEarlier ? Declare(Migration).FunctionName.Apply(_ => SchemaDigest) : Migrate().Id.Apply(_ => SchemaDigest);
        Queues =
        [
            Work(TaskKind.Thumbnail, Thumbnails, ThumbnailBatch, args.ThumbnailConcurrency),
            Work(TaskKind.Caption, Captions, CaptionBatch, args.Captions.Concurrency),
            Work(TaskKind.Publish, Publications, PublicationBatch, ConnectionBudget.PublicationConcurrency),
        ];
        _ = new Schedule($"{name}-sweep", new ScheduleArgs { Function = Declare(Sweep), EveryMinutes = SweepMinutes }, Part);
        _ = new EventArchive($"{name}-archive", new EventArchiveArgs
        {
            Description = "Objects that came in, to be sent again.",
            EventSourceArn = Output.Format($"arn:aws:events:{args.Region}:{_account}:event-bus/default"),
            EventPattern = args.Buckets.Originals.Apply(bucket => EventPattern.ObjectCreated(bucket).ToString()),
            RetentionDays = args.LogRetentionDays,
        }, Child);

        RegisterOutputs(new Dictionary<string, object?> { ["migrated"] = Migrated });
    }

    /// <summary>The digest of the schema, known once the database has it: what needs the schema depends on it.</summary>
    public Output<string> Migrated { get; }

    /// <summary>What the functions are called in the account and region, by <see cref="Pipeline.Hosting.FunctionNames"/>.</summary>
    public IReadOnlyDictionary<string, Output<string>> FunctionNames => _functionNames;

    /// <summary>The queues of the tasks.</summary>
    public IReadOnlyList<TaskQueue> Queues { get; }

    private CustomResourceOptions Child => new() { Parent = this };

    private ComponentResourceOptions Part => new() { Parent = this };

    private ContainerFunctionArgs Migration => new()
    {
        Handler = Names.Migrate,
        Description = "Brings the database to the schema of its version.",
        Host = AnyHost,
        Memory = PlainMemory,
        Timeout = MigrationSeconds,
        Environment = new Dictionary<string, Output<string>>(_args.Catalog.Variables)
        {
            [MySqlOptions.UserVariable] = Output.Create(Database.Administrator),
            [MySqlOptions.PasswordVariable] = _args.AdministratorPassword,
            [ApplicationUser.Variable] = Output.Create(Database.ApplicationUser),
        },
        EnvironmentKeyArn = _environmentKey,
        Permissions = [],
    };

    private ContainerFunctionArgs Thumbnails => new()
    {
        Handler = Names.Thumbnail,
        Description = "Makes the renditions of images.",
        Host = Host,
        Memory = PictureMemory,
        Timeout = Timeout(TaskKind.Thumbnail),
        Environment = ApplicationEnvironment,
        Permissions =
        [
            SignIn,
            _args.Buckets.ListOriginals(),
            _args.Buckets.ToOriginals("s3:GetObject"),
            _args.Buckets.ToRenditions("Renditions", Renditions, "s3:PutObject", "s3:GetObject", "s3:DeleteObject"),
        ],
    };

    private ContainerFunctionArgs Captions => new()
    {
        Handler = Names.Caption,
        Description = "Has images described.",
        Host = Host with { SecurityGroupIds = [.. Host.SecurityGroupIds, _args.ModelSecurityGroupId] },
        Memory = PictureMemory,
        Timeout = Timeout(TaskKind.Caption),
        Environment = new Dictionary<string, Output<string>>(ApplicationEnvironment.Concat(ModelEnvironment(_args.Captions))),
        EnvironmentKeyArn = _args.Captions.ApiKey is null ? null : _environmentKey,
        Permissions = [SignIn, _args.Buckets.ListOriginals(), _args.Buckets.ToOriginals("s3:GetObject")],
    };

    private ContainerFunctionArgs Publications => new()
    {
        Handler = Names.Publish,
        Description = "Puts approved images into the data set.",
        Host = Host,
        Memory = PictureMemory,
        Timeout = Timeout(TaskKind.Publish),
        Environment = ApplicationEnvironment,
        Permissions =
        [
            SignIn,
            _args.Buckets.ListOriginals(),
            _args.Buckets.ToOriginals("s3:GetObject"),
            _args.Buckets.ToDataset("s3:GetObject", "s3:PutObject", "s3:AbortMultipartUpload", "s3:DeleteObject"),
        ],
    };

    private ContainerFunctionArgs Sweep => new()
    {
        Handler = Names.Sweep,
        Description = "Drives again what is stuck.",
        Host = Host,
        Memory = PlainMemory,
        Timeout = SweepSeconds,
        Environment = ApplicationEnvironment,
        Permissions =
        [
            SignIn,
            _args.Buckets.ListOriginals(),
            // It copies objects onto themselves, with all that they have.
            _args.Buckets.ToOriginals("s3:GetObject", "s3:GetObjectTagging", "s3:PutObject", "s3:PutObjectTagging", "s3:AbortMultipartUpload", "s3:DeleteObject"),
            _args.Buckets.ToRenditions("Renditions", Renditions, "s3:DeleteObject"),
            _args.Buckets.ToReviews("s3:GetObject", "s3:PutObject", "s3:DeleteObject"),
            _args.Buckets.ToDataset("s3:DeleteObject"),
        ],
    };

    /// <summary>Of those that need the schema: they get their image once the database has it.</summary>
    private FunctionHost Host => AnyHost with { Image = Output.Tuple(_args.Image, Migrated).Apply(known => known.Item1) };

    private FunctionHost AnyHost => new()
    {
        Image = _args.Image,
        Region = _args.Region,
        SubnetIds = _args.SubnetIds,
        SecurityGroupIds = [_args.SecurityGroupId],
        LogRetentionDays = _args.LogRetentionDays,
    };

    private Dictionary<string, Output<string>> ApplicationEnvironment => new(_args.Catalog.Variables.Concat(_args.Buckets.Variables))
    {
        [MySqlOptions.PoolSizeVariable] = Output.Create(ConnectionBudget.FunctionPoolSize.ToString(CultureInfo.InvariantCulture)),
    };

    private PolicyStatement SignIn => _args.Catalog.SignIn(_account);

    private static Dictionary<string, Output<string>> ModelEnvironment(CaptionSettings captions)
    {
        if (captions.ApiKey is not { } key)
        {
            return [];
        }

        var variables = new Dictionary<string, Output<string>>
        {
            [CaptionOptions.ApiKeyVariable] = key,
            [CaptionOptions.ModelVariable] = Output.Create(captions.Model),
        };
        if (captions.Prompt is { } prompt)
        {
            variables.Add(CaptionOptions.PromptVariable, Output.Create(prompt));
        }

        return variables;
    }

    /// <summary>
    /// Migrates when the schema is another; and when the function is, since it also sees to the application's user, or the
    /// server, which may have been made from an old backup. To migrate once more does no harm.
    /// </summary>
    private Invocation Migrate() => new($"{_name}-migration", new InvocationArgs
    {
        FunctionName = Declare(Migration).FunctionName,
        Input = JsonSerializer.Serialize(new MigrationRequest(SchemaDigest)),
        Triggers = { ["schema"] = SchemaDigest, ["image"] = _args.Image, ["database"] = _args.Catalog.ResourceId },
    }, Child);

    /// <summary>Has a function do a task, at most so many at once.</summary>
    private TaskQueue Work(TaskKind task, ContainerFunctionArgs args, int batch, int concurrency)
    {
        var own = OwnName(args);
        var events = new EventQueue(own, new EventQueueArgs { Route = Route(task) }, Part);
        var function = Declare(args with { Permissions = [events.Consume, .. args.Permissions] });
        _ = new EventSourceMapping($"{own}-mapping", new EventSourceMappingArgs
        {
            EventSourceArn = events.Messages.Arn,
            FunctionName = function.Arn,
            BatchSize = batch,
            FunctionResponseTypes = { "ReportBatchItemFailures" },
            ScalingConfig = new EventSourceMappingScalingConfigArgs { MaximumConcurrency = concurrency },
        }, Child);
        return new TaskQueue(args.Handler, events.Messages.QueueName, events.DeadLetters.QueueName) { UndeliveredName = events.Undelivered.QueueName };
    }

    private ContainerFunction Declare(ContainerFunctionArgs args)
    {
        var function = new ContainerFunction(OwnName(args), args, Part);
        _functionNames.Add(args.Handler, function.FunctionName);
        return function;
    }

    private string OwnName(ContainerFunctionArgs args) => $"{_name}-{args.Handler.ToLowerInvariant()}";

    private Output<EventRoute> Route(TaskKind task) => Output
        .Tuple(_args.Buckets.Originals, _args.Buckets.Renditions)
        .Apply(buckets => EventRoute.Defaults(buckets.Item1, buckets.Item2).Single(route => route.Task == task));

    private Output<int> Timeout(TaskKind task) => Route(task).Apply(route => (int)route.Timeout.TotalSeconds);
}
