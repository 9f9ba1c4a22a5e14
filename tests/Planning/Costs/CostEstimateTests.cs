using System.Collections.Immutable;
using Vignette.Planning.Costs;
using Vignette.Planning.Tests.Rig;

namespace Vignette.Planning.Tests.Costs;

/// <summary>The arithmetic is written out here, from prices and quantities as a person would look them up.</summary>
public sealed class CostEstimateTests
{
    private const int Hours = 730;

    public static TheoryData<string> Stacks => CommittedPlans.Stacks;

    [Fact]
    public void Gateways_and_addresses_cost_by_the_hour() => Fixed(
        Plans.Resource("nat", type: "aws:ec2/natGateway:NatGateway"),
        Plans.Resource("address", type: "aws:ec2/eip:Eip")).ShouldBe(
        [
            new CostLine("address", "aws:ec2/eip:Eip", "public-ipv4.hour", 730, 3.65m), // 730 × 0.005
            new CostLine("nat", "aws:ec2/natGateway:NatGateway", "nat-gateway.hour", 730, 32.85m), // 730 × 0.045
        ]);

    [Theory]
    [InlineData("false", 16.43 + 7.30)] // 730 × 0.0225 = 16.425, and two addresses: 2 × 730 × 0.005
    [InlineData("true", 16.43)]
    public void Load_balancers_cost_with_their_public_addresses(string inside, double amount) => Fixed(
        Plans.Resource("one", type: "aws:ec2/subnet:Subnet"),
        Plans.Resource("other", type: "aws:ec2/subnet:Subnet"),
        Plans.Resource("balancer", $$"""{ "internal": {{inside}}, "subnets": ["${one.id}", "${other.id}"] }""", type: "aws:lb/loadBalancer:LoadBalancer"))
        .Sum(line => line.Amount).ShouldBe((decimal)amount);

    [Theory]
    [InlineData("""{ "vpcEndpointType": "Interface", "subnetIds": ["a", "b"] }""", 2 * Hours * 0.01)]
    [InlineData("""{ "vpcEndpointType": "Gateway" }""", 0)]
    [InlineData("{}", 0)]
    public void Endpoints_cost_in_each_zone_but_those_of_s3(string inputs, double amount) =>
        Fixed(Plans.Resource("endpoint", inputs, type: "aws:ec2/vpcEndpoint:VpcEndpoint")).Sum(line => line.Amount).ShouldBe((decimal)amount);

    [Fact]
    public void A_group_has_as_many_hosts_and_volumes_as_it_is_to_have() => Fixed(
        Plans.Resource("template", """{ "instanceType": "t4g.large", "blockDeviceMappings": [{ "ebs": { "volumeType": "gp3", "volumeSize": 10 } }, { "ebs": { "volumeType": "gp3", "volumeSize": 30 } }] }""", type: "aws:ec2/launchTemplate:LaunchTemplate"),
        Plans.Resource("hosts", """{ "minSize": 1, "desiredCapacity": 3, "maxSize": 9, "launchTemplate": { "id": "${template.id}" } }""", type: "aws:autoscaling/group:Group"))
        .Select(line => (line.Price, line.Quantity, line.Amount)).ShouldBe(
        [
            ("ec2.t4g.large.hour", 2190, 147.17m), // 3 × 730 × 0.0672 = 147.168
            ("ebs.gp3.gb-month", 30, 2.40m), // 3 × 10 × 0.08
            ("ebs.gp3.gb-month", 90, 7.20m), // 3 × 30 × 0.08
        ]);

    [Theory]
    [InlineData("""{ "engine": "mysql", "instanceClass": "db.t4g.small", "allocatedStorage": 20, "storageType": "gp3", "performanceInsightsEnabled": true }""", 23.36 + 2.30)] // 730 × 0.032; 20 × 0.115
    [InlineData("""{ "engine": "mysql", "instanceClass": "db.t4g.small", "allocatedStorage": 400, "storageType": "gp3", "multiAz": true }""", 47.45 + 92.00)] // 730 × 0.065; 400 × 0.23
    [InlineData("""{ "engine": "mysql", "instanceClass": "db.t4g.small", "allocatedStorage": 20, "storageType": "gp3", "monitoringInterval": 1 }""", 23.36 + 2.30 + 13.14)] // 2,628,000 samples of 10 KB, 26.28 GB × 0.50
    public void Databases_cost_by_class_zones_storage_and_monitoring(string inputs, double amount) =>
        Fixed(Plans.Resource("database", inputs, type: "aws:rds/instance:Instance")).Sum(line => line.Amount).ShouldBe((decimal)amount);

    [Theory]
    [InlineData("""{ "period": 300 }""", "alarm.month", 1, 0.10)]
    [InlineData("""{ "period": 10 }""", "alarm.high-resolution.month", 1, 0.30)]
    [InlineData("""{ "metricQueries": [{ "metric": { "period": 60 } }, { "metric": { "period": 60 } }, { "expression": "a / b" }] }""", "alarm.month", 2, 0.20)]
    public void Alarms_cost_by_what_they_look_at(string inputs, string price, int quantity, double amount) =>
        Fixed(Plans.Resource("alarm", inputs, type: "aws:cloudwatch/metricAlarm:MetricAlarm")).ShouldBe(
            [new CostLine("alarm", "aws:cloudwatch/metricAlarm:MetricAlarm", price, quantity, (decimal)amount)]);

    [Theory]
    [InlineData("{}", 5)]
    [InlineData("""{ "rules": [{}, {}, {}] }""", 5 + 3)]
    public void A_firewall_costs_with_its_rules(string inputs, double amount) =>
        Fixed(Plans.Resource("firewall", inputs, type: "aws:wafv2/webAcl:WebAcl")).Sum(line => line.Amount).ShouldBe((decimal)amount);

    [Fact]
    public void Keys_secrets_dashboards_and_images_cost_by_the_month() => Fixed(
        Plans.Resource("dashboard", type: "aws:cloudwatch/dashboard:Dashboard"),
        Plans.Resource("images", type: "aws:ecr/repository:Repository"),
        Plans.Resource("key", type: "aws:kms/key:Key"),
        Plans.Resource("secret", type: "aws:secretsmanager/secret:Secret"))
        .Select(line => line.Amount).ShouldBe([3.00m, 0.10m, 1.00m, 0.40m]);

    [Theory]
    [InlineData("rate(5 minutes)", 43_800 * 0.5)] // 730 × 12 = 8,760 times 0.5 s; here of 5 GB
    [InlineData("rate(1 minute)", 43_800 * 5 * 0.5)]
    [InlineData("rate(2 hours)", 365 * 5 * 0.5)]
    [InlineData("rate(1 day)", 730 / 24.0 * 5 * 0.5)]
    public void What_runs_by_the_clock_costs_without_images(string schedule, double seconds)
    {
        var line = Fixed(
            Plans.Resource("rule", $$"""{ "scheduleExpression": "{{schedule}}" }""", type: "aws:cloudwatch/eventRule:EventRule"),
            Plans.Resource("sweep", """{ "memorySize": 5120, "architectures": ["arm64"], "environment": { "variables": { "ANNOTATIONS_HANDLER": "Sweep" } } }""", type: "aws:lambda/function:Function"),
            Plans.Resource("target", """{ "rule": "${rule.name}", "arn": "${sweep.arn}" }""", type: "aws:cloudwatch/eventTarget:EventTarget"))
            .Single(line => line.Price == "lambda.arm64.gb-second");
        line.Quantity.ShouldBe((decimal)seconds, 0.000001m);
        line.Amount.ShouldBe(Math.Round((decimal)seconds * 0.0000133334m, 2, MidpointRounding.AwayFromZero));
    }

    [Fact]
    public void An_empty_queue_is_asked_all_the_time() => Fixed(Plans.Resource("mapping", type: "aws:lambda/eventSourceMapping:EventSourceMapping")).ShouldBe(
        // 2,628,000 s a month, by 5 connections, each 20 s: 657,000 × 0.40 a million
        [new CostLine("mapping", "aws:lambda/eventSourceMapping:EventSourceMapping", "sqs.million-requests", 0.657m, 0.26m)]);

    [Fact]
    public void The_example_for_people_who_rely_on_it_costs_this_without_traffic()
    {
        decimal[] parts =
        [
            Hours * 0.129m, 50 * 0.23m, // database with a standby
            2 * Hours * 0.045m, 2 * Hours * 0.005m, // two NAT gateways
            Hours * 0.0225m, 2 * Hours * 0.005m, // load balancer in two zones
            2 * Hours * 0.0168m, 2 * 10 * 0.08m, // two hosts with a volume
            5 + 5, // firewall with five rules
            20 * 0.015m, // who signs in
            2 * 1, 3, 34 * 0.10m, // keys; dashboard; 27 alarms, five of them of two measures and one of three
            10 * 0.04m * 0.5m, 1 * 0.5m, Hours * 60 * 10m / 1_000_000 * 0.5m, // log groups, flow logs, monitoring
            2 * 0.10m, // images
            3 * 0.657m * 0.4m, Hours * 12 * 0.5m * 0.5m * 0.0000133334m, // queues; sweeps of 512 MB
        ];
        CostEstimate.Of(CommittedPlans.Read("prod")).Monthly.ShouldBe(parts.Sum(), tolerance: 0.05m);
    }

    [Fact]
    public void And_this_for_a_million_images()
    {
        decimal[] parts =
        [
            1_500 * 0.30m, 600 * 2.50m, // 1,500 tokens in and 600 out, each
            1_000_000 * (4 + 0.5m + 0.1m) * 2 * 0.0000133334m, 2.1m * 0.20m, // 4 and 0.5 s of 2 GB, and 1 s of one in ten that is published; a request each
            (4 + 0.25m + 0.4m) * 1000 * 0.023m, 3_300 * 0.005m, 14_200 * 0.0004m, // kept for a month; put thrice, one in ten three times more; fetched by two tasks and a tenth, ten thumbnails, two previews, a tenth of an original
            300 * 0.045m, // 0.3 MB to the model
            (300 + 150 + 400 + 200 + 460) * 0.09m, // model; pages; originals; thumbnails; previews
            150 * 0.008m, 10 * 0.60m, // pages: load balancer and firewall
            2.1m * 3 * 0.40m, 3.1m, 0.10m + 0.023m, 2 * 2 * 0.5m, // messages, events, archive, logs
        ];
        CostEstimate.Of(CommittedPlans.Read("prod")).PerMillion.ShouldBe(parts.Sum(), tolerance: 0.05m);
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public void Everything_in_the_examples_has_a_price_or_a_reason_for_none(string stack) => CostEstimate.Of(CommittedPlans.Read(stack)).Unpriced.ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Stacks))]
    public void Lines_are_whole_cents_and_their_sums_are_the_sums(string stack)
    {
        var estimate = CostEstimate.Of(CommittedPlans.Read(stack));
        estimate.Fixed.Concat(estimate.PerMillionImages).ShouldAllBe(line => line.Amount == Math.Round(line.Amount, 2) && line.Quantity > 0);
        (estimate.Monthly, estimate.PerMillion).ShouldBe((estimate.Fixed.Sum(line => line.Amount), estimate.PerMillionImages.Sum(line => line.Amount)));
        estimate.Monthly.ShouldBeGreaterThan(40);
        estimate.PerMillion.ShouldBeGreaterThan(200);
    }

    [Fact]
    public void A_type_that_nobody_looked_up_is_named()
    {
        var estimate = CostEstimate.Of(Plans.Of(
            Plans.Resource("one", type: "aws:elasticache/cluster:Cluster"),
            Plans.Resource("other", type: "aws:elasticache/cluster:Cluster"),
            Plans.Resource("component", type: "vignette:infra:Network"),
            Plans.Resource("key", type: "aws:kms/key:Key")));
        estimate.Unpriced.ShouldBe([new UnpricedType("aws:elasticache/cluster:Cluster", 2)]);
        estimate.Monthly.ShouldBe(1);
    }

    [Theory]
    [InlineData("vignette-database-instance", "instanceClass", "db.x9.large", "aws:rds/instance:Instance (rds.mysql.db.x9.large.multi-zone.hour)")]
    [InlineData("vignette-database-instance", "storageType", "io2", "aws:rds/instance:Instance (rds.storage.io2.multi-zone.gb-month)")]
    [InlineData("vignette-database-instance", "performanceInsightsRetentionPeriod", 31, "aws:rds/instance:Instance (rds.performance-insights.retention)")]
    [InlineData("vignette-database-instance", "allocatedStorage", "${vignette-vpc.id}", "aws:rds/instance:Instance (allocatedStorage of vignette-database-instance (aws:rds/instance:Instance) is not number: ${vignette-vpc.id})")]
    [InlineData("vignette-web-hosts", "mixedInstancesPolicy.launchTemplate.overrides.0.instanceType", "x9.large", "aws:autoscaling/group:Group (ec2.x9.large.hour)")]
    [InlineData("vignette-web-host-template", "blockDeviceMappings.0.ebs.volumeType", "io2", "aws:autoscaling/group:Group (ebs.io2.gb-month)")]
    [InlineData("vignette-web-balancer", "loadBalancerType", "network", "aws:lb/loadBalancer:LoadBalancer (load-balancer.network.hour)")]
    [InlineData("vignette-s3-endpoint", "vpcEndpointType", "GatewayLoadBalancer", "aws:ec2/vpcEndpoint:VpcEndpoint (vpc-endpoint.GatewayLoadBalancer.hour)")]
    [InlineData("vignette-flow-log", "logDestinationType", "s3", "aws:ec2/flowLog:FlowLog (flow-logs.s3)")]
    [InlineData("vignette-sweep-rule", "scheduleExpression", "cron(0 12 * * ? *)", "aws:lambda/function:Function (cron(0 12 * * ? *))")]
    [InlineData("vignette-thumbnail", "environment.variables.ANNOTATIONS_HANDLER", "Resize", "aws:lambda/function:Function (lambda.handler.Resize)")]
    public void Something_of_a_resource_that_nobody_looked_up_is_named(string name, string path, object value, string gap)
    {
        var prod = CommittedPlans.Read("prod");
        var estimate = CostEstimate.Of(prod.With(name, path, value));
        estimate.Unpriced.ShouldBe([new UnpricedType(gap, 1)]);
    }

    [Fact]
    public void A_model_that_nobody_looked_up_is_named() =>
        CostEstimate.Of(CommittedPlans.Read("prod").With("vignette-caption", "environment.variables.GEMINI_MODEL_NAME", "gemini-9")).Unpriced.ShouldBe(
        [
            new UnpricedType("aws:lambda/function:Function (model.gemini-9.million-tokens-in)", 1),
            new UnpricedType("aws:lambda/function:Function (model.gemini-9.million-tokens-out)", 1),
        ]);

    [Fact]
    public void What_is_free_is_not_also_priced() => FreeTypes.Reasons.Keys.Intersect(Planning.Costs.Tariffs.Tariffs.ByType.Keys).ShouldBeEmpty();

    [Fact]
    public void What_is_free_has_a_reason_and_is_in_an_example()
    {
        FreeTypes.Reasons.Values.ShouldAllBe(reason => reason.EndsWith('.'));
        FreeTypes.Reasons.Keys.ShouldBeSubsetOf(CommittedPlans.All.SelectMany(plan => plan.Resources).Select(resource => resource.Type));
    }

    [Fact]
    public void An_empty_plan_costs_nothing()
    {
        var estimate = CostEstimate.Of(Plans.Of());
        (estimate.Monthly, estimate.PerMillion).ShouldBe((0, 0));
        estimate.Unpriced.ShouldBeEmpty();
    }

    private static ImmutableArray<CostLine> Fixed(params PlannedResource[] resources)
    {
        var estimate = CostEstimate.Of(Plans.Of(resources));
        estimate.Unpriced.ShouldBeEmpty();
        return estimate.Fixed;
    }
}
