using Vignette.Planning.Policies;

namespace Vignette.Planning.Differences.Hazards;

/// <summary>The changes of inputs that nobody should miss, by type, the gravest of a type first.</summary>
internal static class HazardRules
{
    private const string Restarts = "the database restarts, about a minute with two zones and several without";

    public static IReadOnlyList<Hazard> All { get; } =
    [
        new(AwsTypes.DatabaseInstance, "instanceClass", Turn.Any, MarkKind.Outage, Restarts),
        new(AwsTypes.DatabaseInstance, "engineVersion", Turn.Any, MarkKind.Outage, "the database is upgraded, is away meanwhile and cannot go back"),
        new(AwsTypes.DatabaseInstance, "parameterGroupName", Turn.Any, MarkKind.Outage, Restarts),
        new(AwsTypes.DatabaseInstance, "port", Turn.Any, MarkKind.Outage, Restarts),
        new(AwsTypes.DatabaseInstance, "caCertIdentifier", Turn.Any, MarkKind.Outage, Restarts),
        new(AwsTypes.DatabaseInstance, "identifier", Turn.Any, MarkKind.Outage, "the database gets another address"),
        new(AwsTypes.DatabaseInstance, "dbSubnetGroupName", Turn.Any, MarkKind.Outage, "the database is moved into other subnets"),
        new(AwsTypes.DatabaseInstance, "backupRetentionPeriod", Turn.ToNone, MarkKind.DataLoss, "there are no backups, and those that are there are deleted"),
        new(AwsTypes.DatabaseInstance, "deletionProtection", Turn.Off, MarkKind.Protection, "one call deletes it"),
        new(AwsTypes.DatabaseInstance, "backupRetentionPeriod", Turn.Down, MarkKind.Protection, "the older backups are deleted"),
        new(AwsTypes.DatabaseInstance, "multiAz", Turn.Off, MarkKind.Protection, "where its zone is away, so is the database"),
        new(AwsTypes.DatabaseInstance, "deleteAutomatedBackups", Turn.On, MarkKind.Protection, "the backups go when the database does"),
        new(AwsTypes.DatabaseInstance, "skipFinalSnapshot", Turn.On, MarkKind.Protection, "nothing is left of it where it is deleted"),
        new(AwsTypes.DatabaseInstance, "autoMinorVersionUpgrade", Turn.OffByWord, MarkKind.Protection, "mended versions are not taken"),
        new("aws:rds/parameterGroup:ParameterGroup", "parameters.value", Turn.Any, MarkKind.Outage, "where the parameter is a static one, it holds after the next restart alone"),

        new(AwsTypes.Bucket, "forceDestroy", Turn.On, MarkKind.Protection, "its objects go with it where it is deleted"),
        new(AwsTypes.BucketVersioning, "versioningConfiguration.status", Turn.From("Enabled"), MarkKind.Protection, "what is deleted or overwritten cannot be had back"),
        new(AwsTypes.BucketLifecycle, "rules.expiration.days", Turn.Shorter, MarkKind.DataLoss, "objects are deleted earlier"),
        new(AwsTypes.BucketLifecycle, "rules.expiration.date", Turn.Any, MarkKind.DataLoss, "objects are deleted on that day"),
        new(AwsTypes.BucketLifecycle, "rules.noncurrentVersionExpiration.noncurrentDays", Turn.Shorter, MarkKind.DataLoss, "former versions of objects are deleted earlier"),
        new(AwsTypes.BucketLifecycle, "rules.noncurrentVersionExpiration.newerNoncurrentVersions", Turn.Shorter, MarkKind.DataLoss, "fewer former versions of objects are kept"),
        new(AwsTypes.BucketLifecycle, "rules.status", Turn.To("Enabled"), MarkKind.DataLoss, "the rule is in force"),
        new(AwsTypes.BucketLifecycle, "rules.filter.prefix", Turn.Any, MarkKind.DataLoss, "the rule is about other objects"),
        new(AwsTypes.Repository, "forceDelete", Turn.On, MarkKind.Protection, "its images go with it where it is deleted"),
        new(AwsTypes.Repository, "imageTagMutability", Turn.From("IMMUTABLE"), MarkKind.Protection, "a tag may mean another image from one day to the next"),
        new(AwsTypes.RepositoryLifecycle, "policy.rules.selection.countNumber", Turn.Shorter, MarkKind.DataLoss, "images are deleted earlier"),

        new(AwsTypes.LogGroup, "retentionInDays", Turn.Shorter, MarkKind.DataLoss, "older logs are deleted"),
        new(AwsTypes.Queue, "messageRetentionSeconds", Turn.Down, MarkKind.DataLoss, "messages that wait longer are gone"),
        new(AwsTypes.Queue, "redrivePolicy", Turn.ToNone, MarkKind.Protection, "messages that fail come again until they are too old, and are gone then"),
        new("aws:cloudwatch/eventArchive:EventArchive", "retentionDays", Turn.Shorter, MarkKind.DataLoss, "older events cannot be sent again"),
        new("aws:cloudwatch/eventTarget:EventTarget", "deadLetterConfig", Turn.ToNone, MarkKind.Protection, "events that cannot be delivered are gone"),
        new("aws:cloudwatch/eventRule:EventRule", "state", Turn.To("DISABLED"), MarkKind.Outage, "events are lost"),
        new("aws:cloudwatch/eventRule:EventRule", "isEnabled", Turn.OffByWord, MarkKind.Outage, "events are lost"),
        new("aws:s3/bucketNotification:BucketNotification", "eventbridge", Turn.Off, MarkKind.Outage, "nobody is told of objects that come"),

        new(AwsTypes.Key, "isEnabled", Turn.OffByWord, MarkKind.Outage, "what is encrypted with it cannot be read"),
        new(AwsTypes.Key, "enableKeyRotation", Turn.Off, MarkKind.Protection, "the key stays the same"),
        new(AwsTypes.Key, "deletionWindowInDays", Turn.Down, MarkKind.Protection, "there is less time to take a deletion back"),

        new(AwsTypes.Function, "reservedConcurrentExecutions", Turn.ToZero, MarkKind.Outage, "it never runs"),
        new("aws:lambda/eventSourceMapping:EventSourceMapping", "enabled", Turn.OffByWord, MarkKind.Outage, "messages wait"),
        new(AwsTypes.AutoScalingGroup, "maxSize", Turn.ToZero, MarkKind.Outage, "there are no hosts"),
        new(AwsTypes.AutoScalingGroup, "minSize", Turn.Down, MarkKind.Protection, "fewer hosts are left for what befalls one"),
        new(AwsTypes.LoadBalancer, "enableDeletionProtection", Turn.Off, MarkKind.Protection, "one call deletes it"),
        new(AwsTypes.Listener, "protocol", Turn.From("HTTPS"), MarkKind.Protection, "what is said can be read by others"),
        new(AwsTypes.Listener, "port", Turn.Any, MarkKind.Outage, "whoever asks at the port before finds nobody"),
        new(AwsTypes.Listener, "defaultActions.authenticateCognito", Turn.ToNone, MarkKind.Protection, "the load balancer passes on requests of people whom nobody signed in"),
        new(AwsTypes.ListenerRule, "actions.authenticateCognito", Turn.ToNone, MarkKind.Protection, "the load balancer passes on requests of people whom nobody signed in"),
        new(AwsTypes.UserPool, "deletionProtection", Turn.From("ACTIVE"), MarkKind.Protection, "one call deletes it"),
        new(AwsTypes.UserPool, "mfaConfiguration", Turn.From("ON"), MarkKind.Protection, "a password alone lets people in"),
        new(AwsTypes.UserPool, "adminCreateUserConfig.allowAdminCreateUserOnly", Turn.Off, MarkKind.Protection, "anybody may have an account"),
        new(AwsTypes.WebAcl, "rules.name", Turn.ToNone, MarkKind.Protection, "the firewall has a rule less"),
        new(AwsTypes.WebAcl, "rules.action", Turn.Any, MarkKind.Protection, "the firewall does something else"),
        new(AwsTypes.WebAcl, "rules.overrideAction", Turn.Any, MarkKind.Protection, "the firewall does something else"),
        new(AwsTypes.Alarm, "actionsEnabled", Turn.OffByWord, MarkKind.Protection, "nobody is told"),
        new(AwsTypes.Alarm, "alarmActions", Turn.ToNone, MarkKind.Protection, "nobody is told"),
        new(AwsTypes.DatabaseEvents, "enabled", Turn.OffByWord, MarkKind.Protection, "nobody is told"),
        new(AwsTypes.Provider, "region", Turn.Any, MarkKind.Outage, "everything is made anew in the other region, and what is in this one is deleted"),
    ];
}
