using Pulumi;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.Iam;
using Pulumi.Aws.Rds;
using Pulumi.Aws.Rds.Inputs;
using Pulumi.Random;
using Vignette.Infra.Access;

namespace Vignette.Infra.Databases;

/// <summary>
/// The catalog's MySQL server: in subnets without a way to the internet, encrypted at rest and on the way, backed up and
/// watched. Its first user, who may do everything, is for migrations alone; all others sign in by IAM.
/// </summary>
public sealed class Database : ComponentResource
{
    /// <summary>The schema's name.</summary>
    public const string Schema = "vignette";

    /// <summary>The first user's name: not one that everybody tries (RDS.25).</summary>
    public const string Administrator = "vignette_admin";

    /// <summary>The user of all programs but the migration, which makes it.</summary>
    public const string ApplicationUser = "vignette_app";

    /// <summary>The oldest that has standard support, until July 2029. Within it RDS upgrades by itself.</summary>
    private const string Version = "8.4";

    // Instances of so little memory have none.
    private static readonly string[] WithoutInsights = ["db.t4g.micro", "db.t4g.small"];

    private static readonly string[] Logs = ["error", "slowquery"];

    public Database(string name, DatabaseArgs args, ComponentResourceOptions? options = null)
        : base("vignette:infra:Database", $"{name}-database", options)
    {
        ArgumentNullException.ThrowIfNull(args);
        var child = new CustomResourceOptions { Parent = this };
        var settings = args.Settings;
        var own = $"{name}-database";

        var subnets = new SubnetGroup($"{own}-subnets", new SubnetGroupArgs { Description = "Without a way to the internet.", SubnetIds = { args.SubnetIds } }, child);
        var parameters = new ParameterGroup($"{own}-parameters", new ParameterGroupArgs
        {
            Family = $"mysql{Version}",
            Description = "TLS only; slow statements on record.",
            Parameters =
            {
                new ParameterGroupParameterArgs { Name = "require_secure_transport", Value = "1" },
                new ParameterGroupParameterArgs { Name = "slow_query_log", Value = "1" },
                new ParameterGroupParameterArgs { Name = "long_query_time", Value = "1" },
                new ParameterGroupParameterArgs { Name = "log_output", Value = "FILE" },
            },
        }, child);

        // A name that no other deployment has, nor one that was here before: a final snapshot outlives its database.
        var identifier = Output.Format($"{args.IdentifierPrefix}-{new RandomId($"{own}-identifier", new RandomIdArgs { ByteLength = 4 }, child).Hex}");

        // The server would make them itself, and keep what is in them for ever.
        var logs = Logs.Select(log => new LogGroup($"{own}-{log}-log-group", new LogGroupArgs
        {
            Name = Output.Format($"/aws/rds/instance/{identifier}/{log}"),
            RetentionInDays = args.LogRetentionDays,
        }, child)).ToList();
        var password = new RandomPassword($"{own}-password", new RandomPasswordArgs { Length = 32, Special = false }, child);
        var instance = new Instance($"{own}-instance", new InstanceArgs
        {
            Identifier = identifier,
            Engine = "mysql",
            EngineVersion = Version,
            AutoMinorVersionUpgrade = true,
            InstanceClass = settings.Class,
            StorageType = "gp3",
            AllocatedStorage = settings.Storage,
            MaxAllocatedStorage = settings.MaxStorage,
            StorageEncrypted = true,
            MultiAz = settings.MultiZone,
            DbName = Schema,
            Port = args.Port,
            DbSubnetGroupName = subnets.Name,
            VpcSecurityGroupIds = { args.SecurityGroupId },
            PubliclyAccessible = false,
            CaCertIdentifier = "rds-ca-rsa2048-g1",
            ParameterGroupName = parameters.Name,
            Username = Administrator,
            Password = Output.CreateSecret(password.Result),
            IamDatabaseAuthenticationEnabled = true,
            BackupRetentionPeriod = settings.BackupDays,
            BackupWindow = "01:00-02:00",
            MaintenanceWindow = "sun:02:30-sun:03:30",
            CopyTagsToSnapshot = true,
            DeletionProtection = args.DeletionProtection,
            DeleteAutomatedBackups = !args.DeletionProtection,
            SkipFinalSnapshot = !args.DeletionProtection,
            FinalSnapshotIdentifier = args.DeletionProtection ? (Input<string>)Output.Format($"{identifier}-final") : null,
            EnabledCloudwatchLogsExports = { Logs.Select(log => (Input<string>)log).ToArray() },
            PerformanceInsightsEnabled = !WithoutInsights.Contains(settings.Class),
            MonitoringInterval = 60,
            MonitoringRoleArn = MonitoringRole(own, child).Arn,
        }, CustomResourceOptions.Merge(child, new CustomResourceOptions { DependsOn = { logs.Select(log => (Input<Resource>)log).ToArray() } }));

        Identifier = instance.Identifier;
        ParameterGroupName = parameters.Name;
        Host = instance.Address;
        ResourceId = instance.ResourceId;
        AdministratorPassword = Output.CreateSecret(password.Result);
        RegisterOutputs(new Dictionary<string, object?> { ["host"] = Host, ["resourceId"] = ResourceId });
    }

    /// <summary>What metrics and events name it by.</summary>
    public Output<string> Identifier { get; }

    public Output<string> ParameterGroupName { get; }

    /// <summary>Its name in the network.</summary>
    public Output<string> Host { get; }

    /// <summary>What rights to sign in by IAM name it by.</summary>
    public Output<string> ResourceId { get; }

    /// <summary>Of <see cref="Administrator"/>: a secret, for migrations alone.</summary>
    public Output<string> AdministratorPassword { get; }

    /// <summary>Lets RDS look at the instance's operating system (RDS.6).</summary>
    private static Role MonitoringRole(string name, CustomResourceOptions child)
    {
        var role = new Role($"{name}-monitoring-role", new RoleArgs
        {
            Description = "Writes the database's operating system's measures.",
            AssumeRolePolicy = PolicyDocument.Of(new PolicyStatement
            {
                Principal = PolicyStatement.Service("monitoring.rds.amazonaws.com"),
                Action = ["sts:AssumeRole"],
            }),
        }, child);
        _ = new RolePolicyAttachment($"{name}-monitoring-policy", new RolePolicyAttachmentArgs
        {
            Role = role.Name,
            PolicyArn = "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole",
        }, child);
        return role;
    }
}
