using Pulumi;
using Vignette.Infra.Tests.Rig;
using Vignette.Infra.Web;

namespace Vignette.Infra.Tests.Web;

public sealed class WebAlarmsTests
{
    private static WebAlarmsArgs Args => new()
    {
        LoadBalancerArnSuffix = Output.Create("app/balancer"),
        TargetGroupArnSuffix = Output.Create("targetgroup/targets"),
        MinHosts = 2,
        TopicArn = Output.Create("topic"),
    };

    [Fact]
    public async Task Errors_are_a_share_of_requests_and_no_requests_are_no_errors()
    {
        var errors = (await PlanAsync(Args)).Find(Alarm, "web-errors-alarm");
        errors["metricQueries.3.expression"].ShouldBe("IF(requests >= 20, 100 * (FILL(errors, 0) + FILL(unanswered, 0)) / requests, 0)");
        errors["metricQueries.3.returnData"].ShouldBe(true);
        Enumerable.Range(0, 3).Select(query => errors[$"metricQueries.{query}.metric.metricName"]).ShouldBe(["RequestCount", "HTTPCode_Target_5XX_Count", "HTTPCode_ELB_5XX_Count"]);
        errors["metricQueries.0.metric.dimensions.LoadBalancer"].ShouldBe("app/balancer");
        errors["metricQueries.1.metric.dimensions.TargetGroup"].ShouldBe("targetgroup/targets");
        errors["threshold"].ShouldBe(5.0);
        errors["treatMissingData"].ShouldBe("notBreaching");
    }

    [Fact]
    public async Task Too_few_healthy_hosts_are_noticed_even_when_there_are_none()
    {
        var hosts = (await PlanAsync(Args)).Find(Alarm, "web-hosts-alarm");
        hosts["metricName"].ShouldBe("HealthyHostCount");
        hosts["comparisonOperator"].ShouldBe("LessThanThreshold");
        hosts["threshold"].ShouldBe(2.0);
        hosts["treatMissingData"].ShouldBe("breaching");
    }

    [Fact]
    public async Task Somebody_is_told_when_it_begins_and_when_it_is_over() => (await PlanAsync(Args)).OfType(Alarm).ShouldAllBe(alarm =>
        alarm.List("alarmActions").Single() == "topic" && alarm.List("okActions").Single() == "topic");

    [Fact]
    public async Task A_function_has_no_hosts() =>
        (await PlanAsync(Args with { MinHosts = null })).OfType(Alarm).ShouldHaveSingleItem().Name.ShouldBe("web-errors-alarm");

    private const string Alarm = "aws:cloudwatch/metricAlarm:MetricAlarm";

    private static Task<Plan> PlanAsync(WebAlarmsArgs args) => Plan.OfAsync(() => _ = new WebAlarms("web", args));
}
