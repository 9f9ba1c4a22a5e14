using System.Text.Json;
using Pulumi;
using Pulumi.Utilities;
using Vignette.Infra.Functions;
using Vignette.Infra.Observability;
using Vignette.Infra.Tests.Rig;

namespace Vignette.Infra.Tests.Observability;

public sealed class MonitoringTests
{
    private static MonitoringArgs Args => new()
    {
        Region = "eu-central-1",
        TopicArn = Output.Create("topic"),
        Queues = [new TaskQueue("Thumbnail", Output.Create("thumbs"), Output.Create("thumbs-dead")) { UndeliveredName = Output.Create("thumbs-undelivered") }],
        Functions = new Dictionary<string, Output<string>> { ["Thumbnail"] = Output.Create("thumbnailer"), ["Gallery"] = Output.Create("gallery") },
        Database = new DatabaseWatch
        {
            Identifier = Output.Create("db"),
            ParameterGroupName = Output.Create("parameters"),
            StorageGiB = 20,
            MemoryBytes = 1L << 30,
            MostConnections = 60,
        },
        LoadBalancerArnSuffix = Output.Create("app/balancer"),
        TargetGroupArnSuffix = Output.Create("targetgroup/targets"),
        AutoScalingGroupName = null,
        GalleryLogGroupName = Output.Create("gallery-log"),
        FirewallMetricName = null,
        GalleryAlarms = [Output.Create("web-errors.arn")],
        Budget = 60,
        CostTags = new Dictionary<string, string> { ["application"] = "vignette", ["environment"] = "dev" },
        Email = "someone@example.com",
    };

    [Fact]
    public async Task Every_alarm_tells_somebody_what_to_do_when_it_begins_and_that_it_is_over()
    {
        var alarms = (await PlanAsync(Args)).OfType(Alarm);
        alarms.Count.ShouldBe(12);
        alarms.ShouldAllBe(alarm => alarm.List("alarmActions").Single() == "topic" && alarm.List("okActions").Single() == "topic");
        alarms.ShouldAllBe(alarm => alarm["alarmDescription"]!.ToString()!.Length > 60 && alarm["alarmDescription"]!.ToString()!.Length < 1024);
    }

    [Theory]
    [InlineData("m-thumbnail-queue-dead-letters-alarm", "thumbs-dead")]
    [InlineData("m-thumbnail-queue-undelivered-alarm", "thumbs-undelivered")]
    public async Task One_message_that_was_given_up_is_enough(string name, string queue)
    {
        var alarm = (await PlanAsync(Args)).Find(Alarm, name);
        alarm["metricName"].ShouldBe("ApproximateNumberOfMessagesVisible");
        alarm["dimensions.QueueName"].ShouldBe(queue);
        alarm["comparisonOperator"].ShouldBe("GreaterThanThreshold");
        alarm["threshold"].ShouldBe(0.0);
        alarm["treatMissingData"].ShouldBe("notBreaching");
    }

    [Fact]
    public async Task Images_do_not_wait_unnoticed()
    {
        var alarm = (await PlanAsync(Args)).Find(Alarm, "m-thumbnail-queue-age-alarm");
        alarm["metricName"].ShouldBe("ApproximateAgeOfOldestMessage");
        alarm["threshold"].ShouldBe(1800.0);
    }

    [Fact]
    public async Task Functions_fail_by_their_share()
    {
        var alarm = (await PlanAsync(Args)).Find(Alarm, "m-thumbnail-function-errors-alarm");
        alarm["metricQueries.2.expression"].ShouldBe("IF(invocations > 0, 100 * errors / invocations, 0)");
        alarm["metricQueries.1.metric.dimensions.FunctionName"].ShouldBe("thumbnailer");
        (await PlanAsync(Args)).Find(Alarm, "m-thumbnail-function-throttles-alarm")["metricName"].ShouldBe("Throttles");
    }

    [Fact]
    public async Task People_do_not_wait_unnoticed()
    {
        var alarm = (await PlanAsync(Args)).Find(Alarm, "m-gallery-latency-alarm");
        alarm["metricName"].ShouldBe("TargetResponseTime");
        alarm["extendedStatistic"].ShouldBe("p95");
        alarm["statistic"].ShouldBeNull();
        alarm["evaluateLowSampleCountPercentiles"].ShouldBe("ignore");
    }

    [Theory]
    [InlineData("hosts", 1)]
    [InlineData(null, 0)]
    public async Task Hosts_that_stay_unhealthy_are_noticed_where_there_are_any(string? hosts, int alarms) =>
        (await PlanAsync(Args with { AutoScalingGroupName = hosts is null ? null : Output.Create(hosts) })).OfType(Alarm)
            .Count(alarm => Equals(alarm["metricName"], "UnHealthyHostCount")).ShouldBe(alarms);

    [Theory]
    [InlineData("storage", "FreeStorageSpace", "LessThanThreshold", 0.05 * 20 * (1L << 30), "notBreaching")]
    [InlineData("processor", "CPUUtilization", "GreaterThanThreshold", 80, "breaching")]
    [InlineData("connections", "DatabaseConnections", "GreaterThanThreshold", 48, "notBreaching")]
    [InlineData("memory", "FreeableMemory", "LessThanThreshold", 42949672, "notBreaching")]
    public async Task The_database_has_room(string what, string metric, string comparison, double threshold, string noData)
    {
        var alarm = (await PlanAsync(Args)).Find(Alarm, $"m-database-{what}-alarm");
        alarm["metricName"].ShouldBe(metric);
        alarm["dimensions.DBInstanceIdentifier"].ShouldBe("db");
        alarm["comparisonOperator"].ShouldBe(comparison);
        alarm["threshold"].ShouldBe(threshold);
        alarm["treatMissingData"].ShouldBe(noData);
    }

    [Fact]
    public async Task RDS_says_what_befalls_the_database()
    {
        var events = (await PlanAsync(Args)).OfType("aws:rds/eventSubscription:EventSubscription");
        events.ShouldAllBe(subscription => Equals(subscription["snsTopic"], "topic"));
        events.Select(subscription => $"{subscription["sourceType"]}: {string.Join(", ", subscription.List("eventCategories"))}").ShouldBe(
            ["db-instance: maintenance, configuration change, failure", "db-parameter-group: configuration change", "db-security-group: configuration change, failure"], ignoreOrder: true);
        events.Single(subscription => Equals(subscription["sourceType"], "db-instance")).List("sourceIds").ShouldBe(["db"]);
        events.Single(subscription => Equals(subscription["sourceType"], "db-parameter-group")).List("sourceIds").ShouldBe(["parameters"]);
    }

    [Fact]
    public async Task The_month_is_not_to_cost_more_than_was_meant()
    {
        var budget = (await PlanAsync(Args)).OfType("aws:budgets/budget:Budget").ShouldHaveSingleItem();
        budget["budgetType"].ShouldBe("COST");
        budget["limitAmount"].ShouldBe("60");
        budget["timeUnit"].ShouldBe("MONTHLY");
        budget["filterExpression.ands.0.tags.key"].ShouldBe("application");
        budget.List("filterExpression.ands.1.tags.values").ShouldBe(["dev"]);
        new[] { 0, 1 }.Select(number => (budget[$"notifications.{number}.notificationType"], budget[$"notifications.{number}.threshold"]))
            .ShouldBe([("ACTUAL", 80.0), ("FORECASTED", 100.0)]);
        budget.List("notifications.0.subscriberEmailAddresses").ShouldBe(["someone@example.com"]);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("hosts", "firewall")]
    public async Task The_dashboard_shows_all_of_it_and_nothing_over_another(string? hosts, string? firewall)
    {
        Output<string>? url = null;
        var plan = await Plan.OfAsync(() => url = new Monitoring("m", Args with
        {
            AutoScalingGroupName = hosts is null ? null : Output.Create(hosts),
            FirewallMetricName = firewall is null ? null : Output.Create(firewall),
        }).DashboardUrl);
        var dashboard = plan.OfType("aws:cloudwatch/dashboard:Dashboard").ShouldHaveSingleItem();
        dashboard["dashboardName"].ShouldBe("vignette-test");
        (await OutputUtilities.GetValueAsync(url!)).ShouldBe("https://eu-central-1.console.aws.amazon.com/cloudwatch/home?region=eu-central-1#dashboards:name=vignette-test");

        var widgets = dashboard.Json("dashboardBody").GetProperty("widgets").EnumerateArray().ToList();
        widgets[0].GetProperty("type").GetString().ShouldBe("alarm");
        widgets[0].GetProperty("properties").GetProperty("alarms").GetArrayLength().ShouldBe(plan.OfType(Alarm).Count + 1);
        widgets[^1].GetProperty("properties").GetProperty("query").GetString()!.ShouldStartWith("SOURCE 'gallery-log' | ");
        var fields = widgets.SelectMany(Fields).ToList();
        fields.Distinct().Count().ShouldBe(fields.Count);
        fields.ShouldAllBe(field => field.X < 24);

        var body = dashboard["dashboardBody"]!.ToString()!;
        string?[] shown = ["thumbs", "thumbs-dead", "thumbnailer", "\"db\"", "app/balancer", hosts, firewall];
        shown.Where(name => name is not null).ShouldAllBe(name => body.Contains(name!));
    }

    private const string Alarm = "aws:cloudwatch/metricAlarm:MetricAlarm";

    private static Task<Plan> PlanAsync(MonitoringArgs args) => Plan.OfAsync(() => _ = new Monitoring("m", args));

    private static IEnumerable<(int X, int Y)> Fields(JsonElement widget)
    {
        int Of(string name) => widget.GetProperty(name).GetInt32();
        return from x in Enumerable.Range(Of("x"), Of("width")) from y in Enumerable.Range(Of("y"), Of("height")) select (x, y);
    }
}
