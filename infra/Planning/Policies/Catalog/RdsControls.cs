namespace Vignette.Planning.Policies.Catalog;

/// <summary>Databases.</summary>
internal static class RdsControls
{
    private const int LeastBackupDays = 7;
    private const int DefaultPort = 3306;

    private static readonly string[] Logs = ["audit", "error", "general", "slowquery"];
    private static readonly string[] DefaultAdministrators = ["admin", "root", "postgres", "sa"];

    public static IReadOnlyList<Control> All { get; } =
    [
        ControlHeading.Foundational("RDS.2", Severity.Critical, "DB instances prohibit public access")
            .Each(AwsTypes.DatabaseInstance, db => db.Flag("publiclyAccessible") == false, "may have a public address: set publiclyAccessible to false."),
        ControlHeading.Foundational("RDS.3", Severity.Medium, "DB instances are encrypted at rest")
            .Each(AwsTypes.DatabaseInstance, db => db.Flag("storageEncrypted") == true, "is not encrypted at rest: set storageEncrypted."),
        ControlHeading.Foundational("RDS.4", Severity.Medium, "DB snapshots are encrypted at rest")
            .Each(TakesSnapshots, (_, db) => db.Flag("storageEncrypted") == true, "takes snapshots that are encrypted no more than itself: set storageEncrypted."),
        ControlHeading.Foundational("RDS.5", Severity.Medium, "DB instances are in several availability zones")
            .Each(AwsTypes.DatabaseInstance, db => db.Flag("multiAz") == true, "is in one zone alone: set multiAz."),
        ControlHeading.Foundational("RDS.6", Severity.Low, "DB instances have enhanced monitoring")
            .Each(AwsTypes.DatabaseInstance, db => db.Number("monitoringInterval") > 0 && db["monitoringRoleArn"] is not null, "has no enhanced monitoring: set monitoringInterval and monitoringRoleArn."),
        ControlHeading.Foundational("RDS.8", Severity.Low, "DB instances have deletion protection")
            .Each(AwsTypes.DatabaseInstance, db => db.Flag("deletionProtection") == true, "can be deleted by one call: set deletionProtection."),
        ControlHeading.Foundational("RDS.9", Severity.Medium, "DB instances publish their logs to CloudWatch Logs")
            .Find(AwsTypes.DatabaseInstance, (_, db) => Logs.Except(Texts(db, "enabledCloudwatchLogsExports"))
                .Select(log => $"keeps its {log} log to itself: add {log} to enabledCloudwatchLogsExports.")),
        ControlHeading.Foundational("RDS.10", Severity.Medium, "DB instances know IAM authentication")
            .Each(AwsTypes.DatabaseInstance, db => db.Flag("iamDatabaseAuthenticationEnabled") == true, "knows passwords alone: set iamDatabaseAuthenticationEnabled."),
        ControlHeading.Foundational("RDS.11", Severity.Medium, "DB instances are backed up for at least seven days")
            .Each(AwsTypes.DatabaseInstance, db => db.Number("backupRetentionPeriod") >= LeastBackupDays, $"is backed up for less than {LeastBackupDays} days: raise backupRetentionPeriod."),
        ControlHeading.Foundational("RDS.13", Severity.High, "DB instances take minor upgrades by themselves")
            .Each(AwsTypes.DatabaseInstance, db => db.Flag("autoMinorVersionUpgrade") != false, "stays at its minor version: leave autoMinorVersionUpgrade on."),
        ControlHeading.Foundational("RDS.17", Severity.Low, "DB instances copy their tags to snapshots")
            .Each(AwsTypes.DatabaseInstance, db => db.Flag("copyTagsToSnapshot") == true, "leaves its snapshots without tags: set copyTagsToSnapshot."),
        ControlHeading.Foundational("RDS.20", Severity.Low, "Somebody is told of critical events of DB instances")
            .Each(AwsTypes.DatabaseInstance, (plan, db) => Tells(plan, "db-instance", db.Text("identifier"), "maintenance", "configuration change", "failure"), Untold("db-instance")),
        ControlHeading.Foundational("RDS.21", Severity.Low, "Somebody is told of critical events of DB parameter groups")
            .Each(AwsTypes.DatabaseInstance, (plan, db) => Tells(plan, "db-parameter-group", db.Text("parameterGroupName"), "configuration change"), Untold("db-parameter-group")),
        ControlHeading.Foundational("RDS.22", Severity.Low, "Somebody is told of critical events of DB security groups")
            .Each(AwsTypes.DatabaseInstance, (plan, _) => Tells(plan, "db-security-group", null, "configuration change", "failure"), Untold("db-security-group")),
        ControlHeading.Foundational("RDS.23", Severity.Low, "DB instances do not listen at their engine's default port")
            .Each(AwsTypes.DatabaseInstance, db => (db.Number("port") ?? DefaultPort) != DefaultPort, "listens where anybody looks first: set port to another than 3306."),
        ControlHeading.Foundational("RDS.25", Severity.Medium, "DB instances have an administrator of their own name")
            .Each(AwsTypes.DatabaseInstance, db => db.Text("username") is { } name && !DefaultAdministrators.Contains(name), "has the administrator that anybody tries first: set username to a name of your own."),
        ControlHeading.SecurityHub("RDS.26", Severity.Medium, "DB instances are in a backup plan")
            .Each(AwsTypes.DatabaseInstance, (plan, db) => plan.OfType(AwsTypes.BackupSelection).Any(selection => plan.Each(selection, "resources").Contains(db)), "is in no plan of AWS Backup: select it in one."),
        ControlHeading.Foundational("RDS.39", Severity.Medium, "RDS for MySQL takes encrypted connections alone")
            .Each(MySql, (plan, db) => Parameter(plan, db, "require_secure_transport") is "1" or "ON", "takes connections without TLS: set require_secure_transport to 1 in its parameter group."),
        ControlHeading.Foundational("RDS.46", Severity.High, "DB instances are in no subnet that leads to an internet gateway")
            .Find(AwsTypes.DatabaseInstance, (plan, db) => Subnets(plan, db).Where(plan.IsPublic)
                .Select(subnet => $"may be in {subnet.Name}, which has a route to the internet: take it out of the instance's subnet group.")),
    ];

    private static IEnumerable<PlannedResource> TakesSnapshots(Plan plan) =>
        plan.OfType(AwsTypes.DatabaseInstance).Where(db => db.Number("backupRetentionPeriod") > 0 || db.Flag("skipFinalSnapshot") != true);

    private static IEnumerable<PlannedResource> MySql(Plan plan) => plan.OfType(AwsTypes.DatabaseInstance).Where(db => db.Text("engine") == "mysql");

    private static IEnumerable<PlannedResource> Subnets(Plan plan, PlannedResource db) =>
        plan.Resolve(db["dbSubnetGroupName"]) is { } group ? plan.Each(group, "subnetIds") : [];

    private static string? Parameter(Plan plan, PlannedResource db, string name) =>
        plan.Resolve(db["parameterGroupName"])?.List("parameters").Where(parameter => parameter.GetProperty("name").GetString() == name)
            .Select(parameter => parameter.GetProperty("value").GetString()).FirstOrDefault();

    /// <param name="id">Of what the events befall; a subscription that names none is for all.</param>
    private static bool Tells(Plan plan, string source, string? id, params string[] categories) => plan.OfType(AwsTypes.DatabaseEvents)
        .Where(events => events.Text("sourceType") == source && events.Flag("enabled") != false)
        .Where(events => events["sourceIds"] is null || Texts(events, "sourceIds").Contains(id))
        .Any(events => !categories.Except(Texts(events, "eventCategories")).Any());

    private static string Untold(string source) => $"has nobody told of what befalls it: add an event subscription of the sourceType {source} with the categories that the control names.";

    private static IEnumerable<string?> Texts(PlannedResource resource, string list) => resource.List(list).Select(item => item.GetString());
}
