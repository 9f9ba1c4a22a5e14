using System.Collections.Immutable;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Pulumi;
using Pulumi.Utilities;
using Vignette.Infra.Configuration;
using Vignette.Infra.Identity;
using Vignette.Infra.Tests.Rig;
using Vignette.Infra.Web;
using Vignette.Pipeline;
using Vignette.Pipeline.Objects.S3;
using Vignette.Schema.MySql;
using Tier = Vignette.Pipeline.Hosting.WebTier;

namespace Vignette.Infra.Tests.Web;

public sealed class WebTierTests
{
    private static readonly WebSettings Hosts = new() { Hosting = WebHosting.Asg, MinHosts = 2, MaxHosts = 6 };
    private static readonly WebSettings Function = new() { Hosting = WebHosting.Lambda };

    [Fact]
    public async Task Without_a_domain_it_is_at_the_load_balancers_own_name()
    {
        var (plan, web) = await PlanAsync(Hosts);
        (await OutputUtilities.GetValueAsync(web.Address)).ShouldBe("http://${v-web-balancer.dnsName}");
        plan.OfType("aws:acm/certificate:Certificate").ShouldBeEmpty();
        plan.OfType("aws:route53/record:Record").ShouldBeEmpty();
        plan.OfType("aws:lb/listener:Listener").ShouldHaveSingleItem()["protocol"].ShouldBe("HTTP");
    }

    [Fact]
    public async Task In_a_hosted_zone_the_domain_leads_to_it_and_its_certificate_is_requested()
    {
        var (plan, web) = await PlanAsync(Hosts with { Domain = "gallery.example.com", HostedZone = "Z1" });
        (await OutputUtilities.GetValueAsync(web.Address)).ShouldBe("https://gallery.example.com");
        plan.Find("aws:lb/listener:Listener", "v-web-https")["certificateArn"].ShouldBe("v-web-certificate.arn");
        var record = plan.Find("aws:route53/record:Record", "v-web-domain");
        record["zoneId"].ShouldBe("Z1");
        record["name"].ShouldBe("gallery.example.com");
        record["type"].ShouldBe("A");
        record["aliases.0.name"].ShouldBe("v-web-balancer.dnsName");
        record["aliases.0.zoneId"].ShouldBe("v-web-balancer.zoneId");
    }

    [Theory]
    [InlineData("Z1", 1)]
    [InlineData(null, 0)]
    public async Task A_certificate_that_is_given_is_used(string? zone, int records)
    {
        var (plan, web) = await PlanAsync(Hosts with { Domain = "gallery.example.com", HostedZone = zone, Certificate = "given" });
        plan.OfType("aws:acm/certificate:Certificate").ShouldBeEmpty();
        plan.Find("aws:lb/listener:Listener", "v-web-https")["certificateArn"].ShouldBe("given");
        plan.OfType("aws:route53/record:Record").Count.ShouldBe(records);
        (await OutputUtilities.GetValueAsync(web.DnsName)).ShouldBe("${v-web-balancer.dnsName}");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task There_is_a_firewall_where_that_was_said(bool isWanted)
    {
        var (plan, web) = await PlanAsync(Hosts with { Firewall = isWanted });
        plan.OfType("aws:wafv2/webAcl:WebAcl").Count.ShouldBe(isWanted ? 1 : 0);
        (web.FirewallMetricName is not null).ShouldBe(isWanted);
    }

    [Fact]
    public async Task Hosts_are_as_many_as_was_said_and_replaced_one_after_the_other()
    {
        var (plan, web) = await PlanAsync(Hosts);
        var group = plan.OfType(Group).ShouldHaveSingleItem();
        group["minSize"].ShouldBe(2.0);
        group["maxSize"].ShouldBe(6.0);
        group["desiredCapacity"].ShouldBeNull();
        group["healthCheckType"].ShouldBe("ELB");
        group.List("vpcZoneIdentifiers").ShouldBe(["private-a", "private-b"]);
        group.List("targetGroupArns").ShouldBe(["v-web-targets.arn"]);
        group["instanceRefresh.strategy"].ShouldBe("Rolling");
        group["instanceRefresh.preferences.autoRollback"].ShouldBe(true);
        group["instanceRefresh.preferences.minHealthyPercentage"].ShouldBe(100.0);
        group["instanceRefresh.preferences.skipMatching"].ShouldBe(true);
        group.List("instanceRefresh.preferences.alarmSpecification.alarms").ShouldBe(["v-web-errors-alarm.name", "v-web-hosts-alarm.name"]);
        (await OutputUtilities.GetValueAsync(web.AutoScalingGroupName!)).ShouldBe("${v-web-hosts.name}");
        web.FunctionName.ShouldBeNull();
        plan.OfType("aws:lambda/function:Function").ShouldBeEmpty();
    }

    [Fact]
    public async Task Hosts_are_of_a_numbered_template_and_several_types()
    {
        var group = (await PlanAsync(Hosts)).Plan.OfType(Group).ShouldHaveSingleItem();
        const string Template = "mixedInstancesPolicy.launchTemplate";
        group[$"{Template}.launchTemplateSpecification.launchTemplateId"].ShouldBe("v-web-host-template.id");
        group[$"{Template}.launchTemplateSpecification.version"].ShouldBe("v-web-host-template.latestVersion");
        group[$"{Template}.overrides.0.instanceType"].ShouldBe("t4g.small");
        group[$"{Template}.overrides.1.instanceType"].ShouldBe("t4g.medium");
        group["mixedInstancesPolicy.instancesDistribution.onDemandPercentageAboveBaseCapacity"].ShouldBe(100.0);
    }

    [Fact]
    public async Task There_are_more_hosts_when_there_are_more_requests()
    {
        var policy = (await PlanAsync(Hosts)).Plan.OfType("aws:autoscaling/policy:Policy").ShouldHaveSingleItem();
        policy["policyType"].ShouldBe("TargetTrackingScaling");
        const string Metric = "targetTrackingConfiguration.predefinedMetricSpecification";
        policy[$"{Metric}.predefinedMetricType"].ShouldBe("ALBRequestCountPerTarget");
        policy[$"{Metric}.resourceLabel"].ShouldBe("v-web-balancer.arnSuffix/v-web-targets.arnSuffix");
    }

    [Fact]
    public async Task A_host_is_closed_and_has_no_address_and_no_key()
    {
        var template = Template((await PlanAsync(Hosts)).Plan);
        template["imageId"].ShouldBe("value of /aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64");
        template["updateDefaultVersion"].ShouldBe(true);
        template["metadataOptions.httpTokens"].ShouldBe("required");
        template["metadataOptions.httpPutResponseHopLimit"].ShouldBe(1.0);
        template["networkInterfaces.0.associatePublicIpAddress"].ShouldBe("false");
        template.List("networkInterfaces.0.securityGroups").ShouldBe(["web-group"]);
        template["blockDeviceMappings.0.ebs.encrypted"].ShouldBe("true");
        template["blockDeviceMappings.0.ebs.volumeType"].ShouldBe("gp3");
        template["keyName"].ShouldBeNull();
        template["iamInstanceProfile.arn"].ShouldBe("v-web-host-profile.arn");
    }

    [Fact]
    public async Task What_hosts_are_made_of_is_tagged()
    {
        var plan = (await PlanAsync(Hosts)).Plan;
        for (var kind = 0; kind < 3; kind++)
        {
            Template(plan)[$"tagSpecifications.{kind}.tags.application"].ShouldBe("vignette");
        }

        new[] { 0, 1, 2 }.Select(kind => Template(plan)[$"tagSpecifications.{kind}.resourceType"]).ShouldBe(["instance", "volume", "network-interface"]);
        JsonSerializer.Serialize(plan.OfType(Group).ShouldHaveSingleItem()["tags"]).ShouldContain("\"value\":\"vignette\"");
    }

    [Fact]
    public async Task The_gallery_reads_from_a_hosts_environment_what_was_said()
    {
        var plan = (await PlanAsync(Hosts)).Plan;
        var script = Encoding.UTF8.GetString(Convert.FromBase64String(Template(plan)["userData"]!.ToString()!));
        var file = script.Split("<<'END'\n")[1].Split("\nEND\n")[0];
        var environment = new ConfigurationBuilder()
            .AddInMemoryCollection(file.Split('\n').Select(line => line.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], (string?)pair[1])))
            .Build();

        Tier.From(environment).Port.ShouldBe(8080);
        Tier.From(environment).TrustedProxies.ShouldBe([IPNetwork.Parse("10.0.0.0/20"), IPNetwork.Parse("10.0.16.0/20")]);
        var catalog = MySqlOptions.From(environment, MySqlOptions.WebPoolSize);
        catalog.ToString().ShouldBe("vignette_app at db.example.com:3307/vignette");
        catalog.Region.ShouldBe("eu-central-1");
        // Nine hosts for a while, and one hundred connections.
        catalog.PoolSize.ShouldBe(11);
        S3Options.From(environment).Region.ShouldBe("eu-central-1");
        PlatformEnvironment.From(environment).ImageBucket.ShouldBe("originals");
        environment["SIGN_IN"].ShouldBe("password");
        environment.AsEnumerable().Count().ShouldBe(13);
    }

    [Fact]
    public async Task A_host_may_do_what_it_does_and_nothing_else()
    {
        var (plan, _) = await PlanAsync(Hosts);
        var statements = Statements(plan, "v-web-host-permissions");
        Allowed(statements, "FetchImage").ShouldBe("""["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"] on ["repository"]""");
        Allowed(statements, "WriteLog").ShouldBe("""["logs:CreateLogStream","logs:PutLogEvents"] on ["v-web-host-logs.arn:*"]""");
        Allowed(statements, "SignInToCatalog").ShouldBe($"""["rds-db:connect"] on ["arn:aws:rds-db:eu-central-1:{CloudMocks.Account}:dbuser:db-ABC/vignette_app"]""");
        Allowed(statements, "FormKeys").ShouldBe("""["s3:GetObject","s3:PutObject"] on ["arn:renditions/data-protection/*"]""");
        Allowed(statements, "Renditions").ShouldBe("""["s3:GetObject","s3:DeleteObject"] on ["arn:renditions/thumb/*","arn:renditions/preview/*"]""");
        Allowed(statements, "Reviews").ShouldBe("""["s3:GetObject","s3:PutObject","s3:DeleteObject"] on ["arn:renditions/reviews/*"]""");
        Allowed(statements, "Dataset").ShouldBe("""["s3:DeleteObject"] on ["arn:dataset/*"]""");
        // AWS knows no resource for these.
        statements.Where(statement => statement.GetProperty("Resource").EnumerateArray().Any(resource => resource.GetString() == "*")).Select(statement => statement.GetProperty("Sid").GetString())
            .ShouldBe(["SignInToRegistry", "LetIn"]);
        statements.SelectMany(statement => statement.GetProperty("Action").EnumerateArray()).ShouldAllBe(action => !action.GetString()!.Contains('*'));
        plan.OfType("aws:iam/rolePolicyAttachment:RolePolicyAttachment").ShouldBeEmpty();
        plan.Find("aws:iam/role:Role", "v-web-host-role").Json("assumeRolePolicy").GetProperty("Statement")[0].GetProperty("Principal").GetRawText().ShouldBe("""{"Service":"ec2.amazonaws.com"}""");
    }

    [Fact]
    public async Task A_function_is_asked_by_this_load_balancer_alone()
    {
        var (plan, web) = await PlanAsync(Function);
        var function = plan.OfType("aws:lambda/function:Function").ShouldHaveSingleItem();
        function["packageType"].ShouldBe("Image");
        function["imageUri"].ShouldBe("registry/web@sha256:abc");
        function["timeout"].ShouldBe(30.0);
        function.List("vpcConfig.subnetIds").ShouldBe(["private-a", "private-b"]);
        function.List("vpcConfig.securityGroupIds").ShouldBe(["web-group"]);
        function["loggingConfig.logFormat"].ShouldBe("JSON");

        var permission = plan.OfType("aws:lambda/permission:Permission").ShouldHaveSingleItem();
        permission["action"].ShouldBe("lambda:InvokeFunction");
        permission["principal"].ShouldBe("elasticloadbalancing.amazonaws.com");
        permission["sourceArn"].ShouldBe("v-web-targets.arn");
        var target = plan.OfType("aws:lb/targetGroupAttachment:TargetGroupAttachment").ShouldHaveSingleItem();
        target["targetGroupArn"].ShouldBe("v-web-targets.arn");
        target["targetId"].ShouldBe($"{function.Name}.arn");
        web.AutoScalingGroupName.ShouldBeNull();
        (await OutputUtilities.GetValueAsync(web.FunctionName!)).ShouldBe($"${{{function.Name}.name}}");
        plan.OfType(Group).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_function_is_told_what_it_reads_and_nothing_that_Lambda_says_itself()
    {
        var function = (await PlanAsync(Function)).Plan.OfType("aws:lambda/function:Function").ShouldHaveSingleItem();
        var variables = function["environment.variables"].ShouldBeAssignableTo<IReadOnlyDictionary<string, object>>()!;
        variables.Keys.ShouldBe(["DB_HOST", "DB_PORT", "DB_NAME", "DB_USER", "DB_POOL_SIZE", "S3_DATASET_BUCKET", "S3_IMAGE_BUCKET", "S3_THUMBNAIL_BUCKET", "SETUP_CODE_SHA256", "SIGN_IN"], ignoreOrder: true);
    }

    [Fact]
    public async Task By_passwords_it_is_told_the_digest_of_the_setup_code_and_not_the_code()
    {
        var variables = Variables((await PlanAsync(Function)).Plan);
        variables["SIGN_IN"].ShouldBe("password");
        variables["SETUP_CODE_SHA256"].ShouldBe(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(Secrets.Marker))));
        variables.Values.ShouldAllBe(value => value.ToString() != "[secret]");
    }

    [Fact]
    public async Task By_a_user_pool_it_is_told_whose_word_to_take()
    {
        var (plan, _) = await PlanAsync(Function with { Domain = "gallery.example.com", HostedZone = "Z1" }, Neighbours.ByUserPool);
        var variables = Variables(plan);
        variables["SIGN_IN"].ShouldBe("cognito");
        variables["ADMINISTRATORS"].ShouldBe("ann@example.com,bob@example.com");
        variables["COGNITO_ISSUER"].ShouldBe("https://v-users.endpoint");
        variables["COGNITO_CLIENT_ID"].ShouldBe("v-users-load-balancer.id");
        variables["COGNITO_DOMAIN"].ShouldBe("https://v-v-users-domain-name.hex.auth.eu-central-1.amazoncognito.com");
        variables["LOAD_BALANCER_ARN"].ShouldBe("v-web-balancer.arn");
        variables.Keys.ShouldNotContain("SETUP_CODE_SHA256");
        plan.OfType("random:index/randomPassword:RandomPassword").ShouldBeEmpty();
        plan.OfType("aws:lb/listenerRule:ListenerRule").Count.ShouldBe(3);
    }

    [Theory]
    [InlineData(WebHosting.Asg, "v-web-host-logs")]
    [InlineData(WebHosting.Lambda, "v-web-gallery-logs")]
    public async Task Its_log_is_kept_for_as_long_as_was_said(WebHosting hosting, string name)
    {
        var (plan, web) = await PlanAsync(Hosts with { Hosting = hosting });
        plan.OfType("aws:cloudwatch/logGroup:LogGroup").ShouldHaveSingleItem()["retentionInDays"].ShouldBe(30.0);
        (await OutputUtilities.GetValueAsync(web.LogGroupName)).ShouldBe($"${{{name}.name}}");
    }

    [Fact]
    public async Task One_is_told_how_to_look_inside()
    {
        (await OutputUtilities.GetValueAsync(Instructions.LookInside("eu-central-1", Output.Create("hosts"), Output.Create("log")))).ShouldBe(
            "aws ssm start-session --region eu-central-1 --target \"$(aws autoscaling describe-auto-scaling-groups --region eu-central-1 --auto-scaling-group-names hosts --query 'AutoScalingGroups[0].Instances[0].InstanceId' --output text)\"");
        (await OutputUtilities.GetValueAsync(Instructions.LookInside("eu-central-1", null, Output.Create("log")))).ShouldBe("aws logs tail log --region eu-central-1 --follow");
    }

    private const string Group = "aws:autoscaling/group:Group";

    private static IReadOnlyDictionary<string, object> Variables(Plan plan) =>
        plan.OfType("aws:lambda/function:Function").ShouldHaveSingleItem()["environment.variables"].ShouldBeAssignableTo<IReadOnlyDictionary<string, object>>()!;

    private static async Task<(Plan Plan, WebTier Web)> PlanAsync(WebSettings settings, SignInSettings? signIn = null)
    {
        WebTier? web = null;
        var plan = await Plan.OfAsync(() => web = new WebTier("v", Args(settings) with
        {
            SignIn = signIn is null
                ? new SignIn(new SignInSettings { Mode = SignInMode.Password }, null, new SetupCode("v"))
                : new SignIn(signIn, Neighbours.Identity("v"), null),
        }));
        return (plan, web!);
    }

    private static WebTierArgs Args(WebSettings settings) => new()
    {
        Settings = settings,
        Region = "eu-central-1",
        VpcId = Output.Create("vpc"),
        PublicSubnetIds = Output.Create(ImmutableArray.Create("public-a", "public-b")),
        PrivateSubnetIds = Output.Create(ImmutableArray.Create("private-a", "private-b")),
        LoadBalancerNetworks = [IPNetwork.Parse("10.0.0.0/20"), IPNetwork.Parse("10.0.16.0/20")],
        LoadBalancerSecurityGroupId = Output.Create("balancer-group"),
        WebSecurityGroupId = Output.Create("web-group"),
        Image = Output.Create("registry/web@sha256:abc"),
        RepositoryArn = Output.Create("repository"),
        SignIn = new SignIn(new SignInSettings { Mode = SignInMode.Password }, null, null),
        Buckets = Neighbours.Buckets,
        Catalog = Neighbours.Catalog,
        Connections = 100,
        LogBucket = Output.Create("logs"),
        AlarmTopicArn = Output.Create("topic"),
        Tags = new Dictionary<string, string> { ["application"] = "vignette" },
        LogRetentionDays = 30,
        DeletionProtection = false,
    };

    private static Declared Template(Plan plan) => plan.OfType("aws:ec2/launchTemplate:LaunchTemplate").ShouldHaveSingleItem();

    private static IReadOnlyList<JsonElement> Statements(Plan plan, string name) =>
        [.. plan.Find("aws:iam/rolePolicy:RolePolicy", name).Json("policy").GetProperty("Statement").EnumerateArray()];

    private static string Allowed(IReadOnlyList<JsonElement> statements, string sid)
    {
        var statement = statements.Single(statement => statement.GetProperty("Sid").GetString() == sid);
        return $"{statement.GetProperty("Action").GetRawText()} on {statement.GetProperty("Resource").GetRawText()}";
    }
}
