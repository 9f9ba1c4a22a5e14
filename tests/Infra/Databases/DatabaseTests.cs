using System.Collections.Immutable;
using Pulumi;
using Vignette.Infra.Configuration;
using Vignette.Infra.Databases;
using Vignette.Infra.Tests.Rig;

namespace Vignette.Infra.Tests.Databases;

public sealed class DatabaseTests
{
    [Fact]
    public async Task It_is_MySQL_8_4_of_the_size_that_was_asked_for()
    {
        var instance = Instance(await PlanAsync(new DatabaseSettings { Class = "db.m7g.large", Storage = 50, MaxStorage = 500, MultiZone = true, BackupDays = 14 }));
        instance["engine"].ShouldBe("mysql");
        instance["engineVersion"].ShouldBe("8.4");
        instance["autoMinorVersionUpgrade"].ShouldBe(true);
        instance["instanceClass"].ShouldBe("db.m7g.large");
        instance["allocatedStorage"].ShouldBe(50.0);
        instance["maxAllocatedStorage"].ShouldBe(500.0);
        instance["multiAz"].ShouldBe(true);
        instance["backupRetentionPeriod"].ShouldBe(14.0);
    }

    [Fact]
    public async Task It_is_reached_inside_the_network_alone()
    {
        var plan = await PlanAsync(new DatabaseSettings());
        var instance = Instance(plan);
        instance["publiclyAccessible"].ShouldBe(false);
        instance["port"].ShouldBe(3307.0);
        instance.List("vpcSecurityGroupIds").ShouldBe(["a-group"]);
        instance["dbSubnetGroupName"].ShouldBe("db-database-subnets.name");
        plan.OfType("aws:rds/subnetGroup:SubnetGroup").ShouldHaveSingleItem().List("subnetIds").ShouldBe(["subnet-a", "subnet-b"]);
    }

    [Fact]
    public async Task Nobody_signs_in_without_TLS_and_all_but_one_do_by_IAM()
    {
        var plan = await PlanAsync(new DatabaseSettings());
        var instance = Instance(plan);
        instance["iamDatabaseAuthenticationEnabled"].ShouldBe(true);
        instance["storageEncrypted"].ShouldBe(true);
        instance["username"].ShouldBe(Database.Administrator);
        instance["parameterGroupName"].ShouldBe("db-database-parameters.name");
        var parameters = plan.OfType("aws:rds/parameterGroup:ParameterGroup").ShouldHaveSingleItem();
        parameters["family"].ShouldBe("mysql8.4");
        parameters["parameters.0.name"].ShouldBe("require_secure_transport");
        parameters["parameters.0.value"].ShouldBe("1");
        plan.Find("random:index/randomPassword:RandomPassword", "db-database-password")["length"].ShouldBe(32.0);
    }

    [Fact]
    public async Task The_first_users_password_is_a_secret()
    {
        Output<string>? password = null;
        await Plan.OfAsync(() => password = new Database("db", Args(new DatabaseSettings())).AdministratorPassword);
        (await Output.IsSecretAsync(password.ShouldNotBeNull())).ShouldBeTrue();
    }

    [Fact]
    public async Task Its_logs_are_kept_for_as_long_as_was_said()
    {
        var plan = await PlanAsync(new DatabaseSettings());
        Instance(plan).List("enabledCloudwatchLogsExports").ShouldBe(["error", "slowquery"]);
        var groups = plan.OfType("aws:cloudwatch/logGroup:LogGroup");
        groups.Select(group => group["name"]).ShouldBe(["/aws/rds/instance/vignette-dev-db-database-identifier.hex/error", "/aws/rds/instance/vignette-dev-db-database-identifier.hex/slowquery"], ignoreOrder: true);
        groups.ShouldAllBe(group => Equals(group["retentionInDays"], 30.0));
    }

    [Theory]
    [InlineData("db.t4g.micro", false)]
    [InlineData("db.t4g.small", false)]
    [InlineData("db.t4g.medium", true)]
    public async Task It_is_watched(string size, bool hasInsights)
    {
        var plan = await PlanAsync(new DatabaseSettings { Class = size });
        Instance(plan)["performanceInsightsEnabled"].ShouldBe(hasInsights);
        Instance(plan)["monitoringInterval"].ShouldBe(60.0);
        Instance(plan)["monitoringRoleArn"].ShouldBe("db-database-monitoring-role.arn");
        plan.OfType("aws:iam/rolePolicyAttachment:RolePolicyAttachment").ShouldHaveSingleItem()["policyArn"]!.ToString()!.ShouldEndWith("/AmazonRDSEnhancedMonitoringRole");
    }

    [Theory]
    [InlineData(true, "vignette-dev-db-database-identifier.hex-final")]
    [InlineData(false, null)]
    public async Task What_is_protected_leaves_a_snapshot(bool isProtected, string? snapshot)
    {
        var instance = Instance(await Plan.OfAsync(() => _ = new Database("db", Args(new DatabaseSettings()) with { DeletionProtection = isProtected })));
        instance["deletionProtection"].ShouldBe(isProtected);
        instance["skipFinalSnapshot"].ShouldBe(!isProtected);
        instance["deleteAutomatedBackups"].ShouldBe(!isProtected);
        instance["finalSnapshotIdentifier"].ShouldBe(snapshot);
        instance["copyTagsToSnapshot"].ShouldBe(true);
    }

    private static DatabaseArgs Args(DatabaseSettings settings) => new()
    {
        IdentifierPrefix = "vignette-dev",
        Settings = settings,
        SubnetIds = Output.Create(ImmutableArray.Create("subnet-a", "subnet-b")),
        SecurityGroupId = Output.Create("a-group"),
        DeletionProtection = true,
        LogRetentionDays = 30,
    };

    private static Task<Plan> PlanAsync(DatabaseSettings settings) => Plan.OfAsync(() => _ = new Database("db", Args(settings)));

    private static Declared Instance(Plan plan) => plan.OfType("aws:rds/instance:Instance").ShouldHaveSingleItem();
}
