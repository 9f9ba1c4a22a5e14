using Vignette.Planning.Differences;
using Vignette.Planning.Differences.Reports;
using Vignette.Planning.Tests.Rig;

namespace Vignette.Planning.Tests.Differences;

public sealed class PlanDifferenceTests
{
    private static Plan Dev { get; } = CommittedPlans.Read("dev");

    private static Plan Prod { get; } = CommittedPlans.Read("prod");

    [Fact]
    public void A_plan_differs_from_itself_in_nothing()
    {
        foreach (var plan in (Plan[])[Dev, Prod, Small.Plan, .. Enumerable.Range(0, 20).Select(seed => RandomEdits.Of(Prod, seed))])
        {
            var difference = PlanDifference.Between(plan, PlanJson.Read(PlanJson.Write(plan)), Small.Estimate);
            difference.IsEmpty.ShouldBeTrue();
            difference.IsLoud.ShouldBeFalse();
            (difference.Access.Length + difference.Exposure.Length + difference.Marks.Length + difference.Cost.Lines.Length).ShouldBe(0);
        }
    }

    [Fact]
    public void Either_way_round_it_says_the_same()
    {
        var seen = new HashSet<ResourceChange>();
        var pairs = Enumerable.Range(0, 60).Select(seed => (RandomEdits.Of(Prod, seed), RandomEdits.Of(Prod, seed + 1_000))).Append((Dev, Prod)).ToList();
        foreach (var (a, b) in pairs)
        {
            var (there, back) = (PlanDifference.Between(a, b, Small.Estimate), PlanDifference.Between(b, a, Small.Estimate));
            back.Resources.Select(Mirrored).ShouldBe(there.Resources.Select(Said), ignoreOrder: true);
            back.Access.Count(change => change.Gains).ShouldBe(there.Access.Count(change => !change.Gains));
            back.Exposure.Count(change => change.Opens).ShouldBe(there.Exposure.Count(change => !change.Opens));
            back.Cost.After.Monthly.ShouldBe(there.Cost.Before.Monthly);
            back.IsEmpty.ShouldBe(there.IsEmpty);
            seen.UnionWith(there.Resources.Select(resource => resource.Change));
        }

        seen.Count.ShouldBe(4);

        static string Said(ResourceDifference difference) => $"{difference.Change} {difference.Name} {difference.OtherName} "
            + string.Join(' ', difference.Inputs.Select(input => $"{input.Members} {input.Before} {input.After} {input.Replaces}").Order(StringComparer.Ordinal)) + string.Join(' ', difference.ReplacedThrough);

        static string Mirrored(ResourceDifference difference) => Said(difference with
        {
            Change = difference.Change switch { ResourceChange.Added => ResourceChange.Removed, ResourceChange.Removed => ResourceChange.Added, _ => difference.Change },
            Inputs = [.. difference.Inputs.Select(input => input with { Before = input.After, After = input.Before })],
        });
    }

    [Fact]
    public void From_dev_to_prod_it_says_what_dear_things_come_and_that_the_database_is_another_size()
    {
        var difference = PlanDifference.Between(Dev, Prod);
        difference.Resources.Where(resource => resource.Change == ResourceChange.Added).Select(resource => resource.Type).ShouldContain("aws:ec2/natGateway:NatGateway");
        var database = difference.Resources.Single(resource => resource.Type == "aws:rds/instance:Instance");
        database.Change.ShouldBe(ResourceChange.Changed);
        database.Inputs.Select(input => input.Path).ShouldContain("instanceClass");
        difference.Marks.ShouldContain(mark => mark.Kind == MarkKind.Outage && mark.Resource == database.Name);
        difference.Cost.IsLoud.ShouldBeTrue();
        difference.Outputs.ShouldNotBeEmpty();
    }

    [Fact]
    public void One_nat_more_is_its_gateway_its_address_and_its_price()
    {
        var gateway = Prod.OfType("aws:ec2/natGateway:NatGateway").First();
        var address = Prod.Resolve(gateway["allocationId"])!;
        var fewer = Prod;
        foreach (var route in Prod.ReferringTo(gateway))
        {
            fewer = fewer.Without(route.Name);
        }

        fewer = fewer.Without(gateway.Name).Without(address.Name);
        var difference = PlanDifference.Between(fewer, Prod);
        difference.Resources.ShouldAllBe(resource => resource.Change == ResourceChange.Added);
        difference.Resources.Select(resource => resource.Name).ShouldBe([gateway.Name, address.Name, .. Prod.ReferringTo(gateway).Select(route => route.Name)], ignoreOrder: true);
        difference.Cost.After.Monthly.ShouldBeGreaterThan(difference.Cost.Before.Monthly);
        difference.Marks.ShouldBeEmpty();
    }

    [Fact]
    public void A_renamed_queue_is_deleted_and_made_anew_and_so_is_what_cannot_follow_it()
    {
        var renamed = Plans.Of([.. Small.Plan.Resources.Select(resource => new PlannedResource(
            resource.Type,
            resource.Name == "messages" ? "letters" : resource.Name,
            null,
            System.Text.Json.JsonElement.Parse(resource.Inputs.GetRawText().Replace("${messages.", "${letters.", StringComparison.Ordinal))))]);
        var difference = PlanDifference.Between(Small.Plan, renamed);
        difference.Resources.Select(resource => (resource.Change, resource.Name, resource.OtherName)).ShouldBe(
            [(ResourceChange.Added, "letters", "messages"), (ResourceChange.Replaced, "mapping", null), (ResourceChange.Removed, "messages", "letters")]);
        difference.Marks.ShouldContain(mark => mark.Kind == MarkKind.DataLoss && mark.Resource == "messages");
        difference.Access.ShouldBeEmpty();
    }

    [Fact]
    public void What_is_of_another_type_or_under_another_kind_of_parent_is_another_resource()
    {
        var component = Plans.Resource("component", type: "vignette:infra:A");
        var other = Plans.Resource("component", type: "vignette:infra:B");
        var moved = PlanDifference.Between(Plans.Of(component, Plans.Resource("bucket", parent: "component")), Plans.Of(other, Plans.Resource("bucket", parent: "component")));
        moved.Resources.Select(resource => resource.Change).ShouldBe([ResourceChange.Removed, ResourceChange.Added]);
        var typed = PlanDifference.Between(Plans.Of(Plans.Resource("a")), Plans.Of(Plans.Resource("a", type: "aws:sqs/queue:Queue")));
        typed.Resources.Select(resource => resource.Change).ShouldBe([ResourceChange.Removed, ResourceChange.Added]);
    }

    [Fact]
    public void Whatever_cannot_live_without_what_is_made_anew_is_made_anew_too_and_the_rest_follows()
    {
        var difference = Small.Difference(plan => plan.With("vpc", "cidrBlock", "10.1.0.0/16"));
        difference.Resources.Select(resource => (resource.Name, resource.Change)).ShouldBe(
            [("hosts", ResourceChange.Replaced), ("http", ResourceChange.Replaced), ("private", ResourceChange.Replaced), ("vpc", ResourceChange.Replaced)]);
        difference.Resources.Single(resource => resource.Name == "http").ReplacedThrough.ShouldBe(["securityGroupId"]);

        var follows = Small.Difference(plan => plan.With("caption-role", "path", "/other/")).Resources.Single(resource => resource.Name == "caption");
        (follows.Change, follows.Inputs.Length).ShouldBe((ResourceChange.Changed, 0));
        follows.Follows.ShouldBe(["caption-role"]);
    }

    [Fact]
    public void A_rule_cannot_change_whom_it_is_about_from_addresses_to_a_group()
    {
        Small.Difference(plan => plan.With("http", "cidrIpv4", "10.0.0.0/8")).Resources.Single().Change.ShouldBe(ResourceChange.Changed);
        Small.Difference(plan => plan.Without("http", "cidrIpv4").With("http", "referencedSecurityGroupId", "sg-1")).Resources.Single().Change.ShouldBe(ResourceChange.Replaced);
    }

    [Fact]
    public void Another_region_is_everything_anew_but_what_is_in_none()
    {
        var plan = Small.Plan.Add("pulumi:providers:aws", "provider", """{ "region": "eu-central-1" }""");
        var difference = PlanDifference.Between(plan, plan.With("provider", "region", "eu-west-1"));
        difference.Resources.Single(resource => resource.Name == "originals").Change.ShouldBe(ResourceChange.Replaced);
        difference.Resources.ShouldNotContain(resource => resource.Name == "caption-role");
        difference.Marks.ShouldContain(mark => mark.Resource == "provider");
    }

    [Fact]
    public void A_secret_stays_one()
    {
        var difference = Small.Difference(plan => plan.With("database", "password", "open"));
        new DifferenceReport([difference]).Stacks.Single().Sections.SelectMany(section => section.Items).SelectMany(item => item.Lines).ShouldContain(line => line.Text == "password: [secret]");
    }
}
