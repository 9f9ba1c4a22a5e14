using System.Collections.Immutable;
using System.Text.Json;
using Pulumi;
using Pulumi.Utilities;
using Vignette.Infra.Configuration;
using Vignette.Infra.Functions;
using Vignette.Infra.Tests.Rig;
using Vignette.Pipeline.Events;
using Vignette.Pipeline.Hosting;
using Vignette.Schema.Migrations;
using Vignette.Schema.MySql;

namespace Vignette.Infra.Tests.Functions;

public sealed class ProcessingTests
{
    [Fact]
    public async Task Every_function_is_a_container_of_one_image_in_the_network()
    {
        var functions = (await PlanAsync(Args)).OfType(Function);
        functions.Select(function => function["environment.variables.ANNOTATIONS_HANDLER"]).ShouldBe(FunctionNames.All, ignoreOrder: true);
        foreach (var function in functions)
        {
            function["packageType"].ShouldBe("Image");
            function["imageUri"].ShouldBe("repository@sha256:0");
            function.List("architectures").ShouldBe(["arm64"]);
            function.List("vpcConfig.subnetIds").ShouldBe(["subnet-a", "subnet-b"]);
            function["role"].ShouldBe($"{function.Name}-role.arn");
            function["loggingConfig.logFormat"].ShouldBe("JSON");
            function["loggingConfig.logGroup"].ShouldBe($"{function.Name}-logs.name");
            function["reservedConcurrentExecutions"].ShouldBeNull();
        }
    }

    [Theory]
    [InlineData("thumbnail", 2048.0, 60.0)]
    [InlineData("caption", 2048.0, 120.0)]
    [InlineData("sweep", 512.0, 290.0)]
    [InlineData("migrate", 512.0, 900.0)]
    public async Task A_function_has_the_memory_and_the_time_that_its_work_takes(string name, double memory, double seconds)
    {
        var function = (await PlanAsync(Args)).Find(Function, $"pr-{name}");
        function["memorySize"].ShouldBe(memory);
        function["timeout"].ShouldBe(seconds);
    }

    [Fact]
    public async Task A_function_is_told_what_it_reads_and_nothing_else()
    {
        var plan = await PlanAsync(Args);
        string[] application = ["ANNOTATIONS_HANDLER", "DB_HOST", "DB_NAME", "DB_POOL_SIZE", "DB_PORT", "DB_USER", "S3_DATASET_BUCKET", "S3_IMAGE_BUCKET", "S3_THUMBNAIL_BUCKET"];
        Variables(plan, "thumbnail").Keys.Order().ShouldBe(application);
        Variables(plan, "sweep").Keys.Order().ShouldBe(application);
        Variables(plan, "caption").Keys.Order().ShouldBe(application.Union(["GEMINI_API_KEY", "GEMINI_MODEL_NAME", "GEMINI_PROMPT"]).Order());
        Variables(plan, "migrate").Keys.Order().ShouldBe(["ANNOTATIONS_HANDLER", "DB_APPLICATION_USER", "DB_HOST", "DB_NAME", "DB_PASSWORD", "DB_PORT", "DB_USER"]);
        Variables(plan, "thumbnail")["DB_USER"].ShouldBe("vignette_app");
        Variables(plan, "thumbnail")["DB_POOL_SIZE"].ShouldBe("2");
        Variables(plan, "migrate")["DB_USER"].ShouldBe("vignette_admin");
        Variables(plan, "migrate")["DB_APPLICATION_USER"].ShouldBe("vignette_app");
        Variables(plan, "caption")["GEMINI_PROMPT"].ShouldBe("Briefly.");
    }

    [Fact]
    public async Task Captions_made_offline_need_neither_key_nor_model()
    {
        var plan = await PlanAsync(Args with { Captions = new CaptionSettings { Captioning = Captioning.Offline } });
        Variables(plan, "caption").Keys.ShouldNotContain(name => name.StartsWith("GEMINI", StringComparison.Ordinal));
        plan.Find(Function, "pr-caption")["kmsKeyArn"].ShouldBeNull();
    }

    [Fact]
    public async Task Only_the_function_that_asks_the_model_gets_out()
    {
        var plan = await PlanAsync(Args);
        plan.Find(Function, "pr-caption").List("vpcConfig.securityGroupIds").ShouldBe(["functions", "model"]);
        foreach (var other in (string[])["thumbnail", "publish", "sweep", "migrate"])
        {
            plan.Find(Function, $"pr-{other}").List("vpcConfig.securityGroupIds").ShouldBe(["functions"]);
        }
    }

    [Fact]
    public async Task Secrets_are_encrypted_by_a_key_of_their_own()
    {
        var plan = await PlanAsync(Args);
        plan.OfType("aws:kms/key:Key").ShouldHaveSingleItem()["enableKeyRotation"].ShouldBe(true);
        foreach (var (name, key) in new Dictionary<string, string?> { ["migrate"] = Key, ["caption"] = Key, ["thumbnail"] = null, ["publish"] = null, ["sweep"] = null })
        {
            plan.Find(Function, $"pr-{name}")["kmsKeyArn"].ShouldBe(key);
            Statements(plan, name).SelectMany(Actions).Contains("kms:Decrypt").ShouldBe(key is not null);
        }
    }

    [Fact]
    public async Task A_role_may_do_what_its_function_does()
    {
        var plan = await PlanAsync(Args);
        OnObjects(plan, "thumbnail").ShouldBe(
        [
            "ListOriginals: s3:ListBucket on arn:originals",
            "Originals: s3:GetObject on arn:originals/*",
            "Renditions: s3:PutObject, s3:GetObject, s3:DeleteObject on arn:renditions/thumb/*, arn:renditions/preview/*",
        ]);
        OnObjects(plan, "caption").ShouldBe(["ListOriginals: s3:ListBucket on arn:originals", "Originals: s3:GetObject on arn:originals/*"]);
        OnObjects(plan, "sweep").ShouldBe(
        [
            "ListOriginals: s3:ListBucket on arn:originals",
            "Originals: s3:GetObject, s3:GetObjectTagging, s3:PutObject, s3:PutObjectTagging, s3:AbortMultipartUpload, s3:DeleteObject on arn:originals/*",
            "Renditions: s3:DeleteObject on arn:renditions/thumb/*, arn:renditions/preview/*",
            "Reviews: s3:GetObject, s3:PutObject, s3:DeleteObject on arn:renditions/reviews/*",
            "Dataset: s3:DeleteObject on arn:dataset/*",
        ]);
        OnObjects(plan, "publish").ShouldBe(
        [
            "ListOriginals: s3:ListBucket on arn:originals",
            "Originals: s3:GetObject on arn:originals/*",
            "Dataset: s3:GetObject, s3:PutObject, s3:AbortMultipartUpload, s3:DeleteObject on arn:dataset/*",
        ]);
        OnObjects(plan, "migrate").ShouldBeEmpty();
    }

    [Fact]
    public async Task All_but_the_migration_sign_in_to_the_database_as_the_applications_user()
    {
        var plan = await PlanAsync(Args);
        foreach (var name in (string[])["thumbnail", "caption", "publish", "sweep"])
        {
            Statements(plan, name).Single(statement => Actions(statement).Contains("rds-db:connect")).GetProperty("Resource").Deserialize<string[]>()
                .ShouldBe([$"arn:aws:rds-db:eu-central-1:{CloudMocks.Account}:dbuser:db-ABC/vignette_app"]);
        }

        Statements(plan, "migrate").SelectMany(Actions).ShouldNotContain("rds-db:connect");
    }

    [Fact]
    public async Task A_role_is_for_its_function_its_log_and_its_queue()
    {
        var plan = await PlanAsync(Args);
        plan.OfType("aws:iam/role:Role").Count.ShouldBe(5);
        foreach (var function in plan.OfType(Function))
        {
            var name = function.Name["pr-".Length..];
            Resources(Statements(plan, name).Single(statement => Actions(statement).Contains("logs:PutLogEvents"))).ShouldBe([$"pr-{name}-logs.arn:*"]);
            plan.Find("aws:cloudwatch/logGroup:LogGroup", $"pr-{name}-logs")["retentionInDays"].ShouldBe(30.0);
        }

        foreach (var name in (string[])["thumbnail", "caption", "publish"])
        {
            var consume = Statements(plan, name).Single(statement => Actions(statement).Any(action => action.StartsWith("sqs:", StringComparison.Ordinal)));
            Actions(consume).ShouldBe(["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]);
            Resources(consume).ShouldBe([$"pr-{name}-messages.arn"]);
        }
    }

    [Fact]
    public async Task Everything_is_a_right_to_network_interfaces_alone_and_not_for_the_functions_code()
    {
        foreach (var function in (await PlanAsync(Args)).OfType("aws:iam/rolePolicy:RolePolicy"))
        {
            var wide = function.Json("policy").GetProperty("Statement").EnumerateArray().Where(statement => Resources(statement).Contains("*")).ToList();
            wide.SelectMany(Actions).ShouldAllBe(action => action.StartsWith("ec2:", StringComparison.Ordinal));
            wide.Select(statement => statement.GetProperty("Effect").GetString()).ShouldBe(["Allow", "Deny"]);
            Actions(wide[1]).ShouldBe(Actions(wide[0]));
            wide[1].GetProperty("Condition").GetProperty("ArnLike").GetProperty("lambda:SourceFunctionArn").GetString()
                .ShouldBe($"arn:aws:lambda:eu-central-1:{CloudMocks.Account}:function:vignette-*");
        }
    }

    [Fact]
    public async Task Events_go_to_a_queue_for_each_task()
    {
        var plan = await PlanAsync(Args);
        foreach (var route in EventRoute.Defaults("originals", "renditions"))
        {
            plan.Find("aws:cloudwatch/eventRule:EventRule", $"pr-{route.Queue}-rule")["eventPattern"].ShouldBe(route.Pattern.ToString());
            var target = plan.Find("aws:cloudwatch/eventTarget:EventTarget", $"pr-{route.Queue}-target");
            target["rule"].ShouldBe($"pr-{route.Queue}-rule.name");
            target["arn"].ShouldBe($"pr-{route.Queue}-messages.arn");
            target["deadLetterConfig.arn"].ShouldBe($"pr-{route.Queue}-undelivered.arn");

            var queue = plan.Find(Queue, $"pr-{route.Queue}-messages");
            queue["visibilityTimeoutSeconds"].ShouldBe(2 * route.Timeout.TotalSeconds);
            var redrive = queue.Json("redrivePolicy");
            redrive.GetProperty("deadLetterTargetArn").GetString().ShouldBe($"pr-{route.Queue}-dead-letters.arn");
            redrive.GetProperty("maxReceiveCount").GetInt32().ShouldBe(route.MaxAttempts);
            var allowed = plan.Find("aws:sqs/redriveAllowPolicy:RedriveAllowPolicy", $"pr-{route.Queue}-redrive");
            allowed["queueUrl"].ShouldBe($"pr-{route.Queue}-dead-letters.id");
            allowed.Json("redriveAllowPolicy").GetProperty("sourceQueueArns").Deserialize<string[]>().ShouldBe([$"pr-{route.Queue}-messages.arn"]);
        }
    }

    [Fact]
    public async Task Queues_are_encrypted_and_reached_by_TLS_and_by_their_rule_alone()
    {
        var plan = await PlanAsync(Args);
        var queues = plan.OfType(Queue);
        queues.Count.ShouldBe(10);
        queues.ShouldAllBe(queue => Equals(queue["sqsManagedSseEnabled"], true) && Equals(queue["messageRetentionSeconds"], 14.0 * 24 * 60 * 60));
        foreach (var queue in queues)
        {
            var policy = plan.Find("aws:sqs/queuePolicy:QueuePolicy", $"{queue.Name}-policy");
            policy["queueUrl"].ShouldBe($"{queue.Name}.id");
            var statements = policy.Json("policy").GetProperty("Statement").EnumerateArray().ToList();
            statements[0].GetProperty("Effect").GetString().ShouldBe("Deny");
            statements[0].GetProperty("Condition").GetProperty("Bool").GetProperty("aws:SecureTransport").GetString().ShouldBe("false");
            if (queue.Name.EndsWith("-dead-letters", StringComparison.Ordinal))
            {
                statements.Count.ShouldBe(1);
                continue;
            }

            statements.Count.ShouldBe(2);
            statements[1].GetProperty("Principal").GetProperty("Service").GetString().ShouldBe("events.amazonaws.com");
            Actions(statements[1]).ShouldBe(["sqs:SendMessage"]);
            Resources(statements[1]).ShouldBe([$"{queue.Name}.arn"]);
            var rule = queue.Name[..queue.Name.LastIndexOf('-')] + "-rule.arn";
            statements[1].GetProperty("Condition").GetProperty("ArnEquals").GetProperty("aws:SourceArn").GetString().ShouldBe(rule);
        }
    }

    [Theory]
    [InlineData("thumbnail", 4.0, 7.0)]
    [InlineData("caption", 1.0, 5.0)]
    public async Task A_function_works_on_its_queue_and_no_more_at_once_than_was_said(string name, double batch, double concurrency)
    {
        var mapping = (await PlanAsync(Args)).Find("aws:lambda/eventSourceMapping:EventSourceMapping", $"pr-{name}-mapping");
        mapping["eventSourceArn"].ShouldBe($"pr-{name}-messages.arn");
        mapping["functionName"].ShouldBe($"pr-{name}.arn");
        mapping["batchSize"].ShouldBe(batch);
        mapping["scalingConfig.maximumConcurrency"].ShouldBe(concurrency);
        mapping.List("functionResponseTypes").ShouldBe(["ReportBatchItemFailures"]);
    }

    [Fact]
    public async Task The_sweep_comes_every_few_minutes()
    {
        var plan = await PlanAsync(Args);
        plan.Find("aws:cloudwatch/eventRule:EventRule", "pr-sweep-rule")["scheduleExpression"].ShouldBe("rate(5 minutes)");
        var target = plan.Find("aws:cloudwatch/eventTarget:EventTarget", "pr-sweep-target");
        target["arn"].ShouldBe("pr-sweep.arn");
        target["retryPolicy.maximumEventAgeInSeconds"].ShouldBe(300.0);
        target["deadLetterConfig.arn"].ShouldBe("pr-sweep-undelivered.arn");
        var permission = plan.OfType("aws:lambda/permission:Permission").ShouldHaveSingleItem();
        permission["function"].ShouldBe("pr-sweep.name");
        permission["principal"].ShouldBe("events.amazonaws.com");
        permission["sourceArn"].ShouldBe("pr-sweep-rule.arn");
        plan.OfType("aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig").ShouldHaveSingleItem()["maximumRetryAttempts"].ShouldBe(0.0);
    }

    [Fact]
    public async Task Events_can_be_sent_again()
    {
        var archive = (await PlanAsync(Args)).OfType("aws:cloudwatch/eventArchive:EventArchive").ShouldHaveSingleItem();
        archive["eventSourceArn"].ShouldBe($"arn:aws:events:eu-central-1:{CloudMocks.Account}:event-bus/default");
        archive["eventPattern"].ShouldBe(EventPattern.ObjectCreated("originals").ToString());
        archive["retentionDays"].ShouldBe(30.0);
    }

    [Fact]
    public async Task The_database_is_migrated_when_schema_function_or_server_is_another()
    {
        var digest = SchemaVersion.Of(new MySqlDialect()).Digest;
        Output<string>? migrated = null;
        var plan = await Plan.OfAsync(() => migrated = new Processing("pr", Args).Migrated);
        var migration = plan.OfType("aws:lambda/invocation:Invocation").ShouldHaveSingleItem();
        migration["functionName"].ShouldBe("pr-migrate.name");
        JsonSerializer.Deserialize<MigrationRequest>(migration["input"].ShouldBeOfType<string>()).ShouldBe(new MigrationRequest(digest));
        migration["triggers"].ShouldBeAssignableTo<IReadOnlyDictionary<string, object>>()!
            .ShouldBe(new Dictionary<string, object> { ["schema"] = digest, ["image"] = "repository@sha256:0", ["database"] = "db-ABC" }, ignoreOrder: true);
        (await OutputUtilities.GetValueAsync(migrated.ShouldNotBeNull())).ShouldBe(digest);
    }

    [Fact]
    public async Task An_image_that_was_deployed_before_migrates_nothing()
    {
        Output<string>? migrated = null;
        var plan = await Plan.OfAsync(() => migrated = new Processing("pr", Args with { IsEarlier = true }).Migrated);
        plan.OfType("aws:lambda/invocation:Invocation").ShouldBeEmpty();
        (await OutputUtilities.GetValueAsync(migrated.ShouldNotBeNull())).ShouldBe(SchemaVersion.Of(new MySqlDialect()).Digest);
    }

    [Fact]
    public async Task What_needs_the_schema_waits_for_the_migration()
    {
        Processing? processing = null;
        var order = (await Plan.OfAsync(() => processing = new Processing("pr", Args))).Order;
        (await OutputUtilities.GetDependenciesAsync(processing.ShouldNotBeNull().Migrated)).ShouldHaveSingleItem().GetResourceName().ShouldBe("pr-migration");

        order.Take(order.Index().Single(made => made.Item == "pr-migration").Index).ShouldContain("pr-migrate");
        ((string[])["pr-thumbnail", "pr-thumbnail-mapping", "pr-caption", "pr-caption-mapping", "pr-publish", "pr-publish-mapping", "pr-sweep", "pr-sweep-target"])
            .ShouldBeSubsetOf(order.SkipWhile(made => made != "pr-migration"));
    }

    [Fact]
    public async Task Who_watches_knows_the_functions_and_queues()
    {
        Processing? processing = null;
        await Plan.OfAsync(() => processing = new Processing("pr", Args));
        processing.ShouldNotBeNull().FunctionNames.Keys.ShouldBe(FunctionNames.All, ignoreOrder: true);
        (await OutputUtilities.GetValueAsync(processing.FunctionNames[FunctionNames.Sweep])).ShouldBe("${pr-sweep.name}");
        processing.Queues.Select(queue => queue.Task).ShouldBe([FunctionNames.Thumbnail, FunctionNames.Caption, FunctionNames.Publish]);
        (await OutputUtilities.GetValueAsync(processing.Queues[1].Name)).ShouldBe("${pr-caption-messages.name}");
        (await OutputUtilities.GetValueAsync(processing.Queues[1].DeadLetterName)).ShouldBe("${pr-caption-dead-letters.name}");
        (await OutputUtilities.GetValueAsync(processing.Queues[1].UndeliveredName)).ShouldBe("${pr-caption-undelivered.name}");
    }

    private const string Function = "aws:lambda/function:Function";
    private const string Queue = "aws:sqs/queue:Queue";
    private const string Key = "pr-environment-key.arn";

    private static ProcessingArgs Args => new()
    {
        Region = "eu-central-1",
        Image = Output.Create("repository@sha256:0"),
        SubnetIds = Output.Create(ImmutableArray.Create("subnet-a", "subnet-b")),
        SecurityGroupId = Output.Create("functions"),
        ModelSecurityGroupId = Output.Create("model"),
        Buckets = Neighbours.Buckets,
        Catalog = Neighbours.Catalog,
        AdministratorPassword = Output.CreateSecret("a-password"),
        ThumbnailConcurrency = 7,
        Captions = new CaptionSettings { Captioning = Captioning.Gemini, ApiKey = Output.CreateSecret("a-key"), Prompt = "Briefly." },
        LogRetentionDays = 30,
    };

    private static Task<Plan> PlanAsync(ProcessingArgs args) => Plan.OfAsync(() => _ = new Processing("pr", args));

    private static IReadOnlyDictionary<string, object> Variables(Plan plan, string function) =>
        plan.Find(Function, $"pr-{function}")["environment.variables"].ShouldBeAssignableTo<IReadOnlyDictionary<string, object>>()!;

    private static IReadOnlyList<JsonElement> Statements(Plan plan, string function) =>
        [.. plan.Find("aws:iam/rolePolicy:RolePolicy", $"pr-{function}-permissions").Json("policy").GetProperty("Statement").EnumerateArray()];

    private static IEnumerable<string> OnObjects(Plan plan, string function) => Statements(plan, function)
        .Where(statement => Actions(statement).Any(action => action.StartsWith("s3:", StringComparison.Ordinal)))
        .Select(statement => $"{statement.GetProperty("Sid")}: {string.Join(", ", Actions(statement))} on {string.Join(", ", Resources(statement))}");

    private static string[] Actions(JsonElement statement) => statement.GetProperty("Action").Deserialize<string[]>()!;

    private static string[] Resources(JsonElement statement) => statement.GetProperty("Resource").Deserialize<string[]>()!;
}
