using System.Text.Json;
using Vignette.Planning.Tests.Rig;

namespace Vignette.Planning.Tests;

public sealed class PlanTests
{
    [Fact]
    public void A_component_comes_before_its_children_and_names_are_in_order()
    {
        var plan = Plans.Of(
            Plans.Resource("b"), Plans.Resource("y", parent: "c"), Plans.Resource("c"), Plans.Resource("x", parent: "c"), Plans.Resource("a", parent: "y"), Plans.Resource("C"));
        plan.Resources.Select(resource => resource.Name).ShouldBe(["C", "b", "c", "x", "y", "a"]);
        plan.ChildrenOf(plan["c"]).Select(resource => resource.Name).ShouldBe(["x", "y"]);
    }

    [Fact]
    public void A_reference_leads_to_one_resource()
    {
        var plan = Plans.Of(
            Plans.Resource("bucket"),
            Plans.Resource("policy", """{ "bucket": "${bucket.id}", "text": "in ${bucket.id}" }""", type: "aws:s3/bucketPolicy:BucketPolicy"));
        plan.Resolve(plan["policy"]["bucket"]).ShouldBe(plan["bucket"]);
        plan.Resolve(plan["policy"]["text"]).ShouldBeNull();
        plan.Resolve(plan["policy"]["none"]).ShouldBeNull();
        plan.ReferringTo(plan["bucket"]).ShouldBe([plan["policy"]]);
        plan.OfType("aws:s3/bucket:Bucket").ShouldBe([plan["bucket"]]);
        plan.Find("other").ShouldBeNull();
        Should.Throw<PlanException>(() => plan["other"]).Message.ShouldBe("There is no resource other in the plan of dev.");
    }

    [Fact]
    public void Two_resources_of_one_name_are_refused() =>
        Should.Throw<PlanException>(() => Plans.Of(Plans.Resource("one"), Plans.Resource("one", type: "aws:iam/role:Role")))
            .Message.ShouldBe("Two resources are called one: a aws:s3/bucket:Bucket and a aws:iam/role:Role. Each needs a name that no other has, whatever its type.");

    [Fact]
    public void A_reference_to_what_is_not_there_is_refused()
    {
        Should.Throw<PlanException>(() => Plans.Of(Plans.Resource("one", """{ "list": [ "arn:${two.id}" ] }""")))
            .Message.ShouldBe("one refers to ${two.id}, and there is no resource two.");
        Should.Throw<PlanException>(() => new Plan("dev", [], [KeyValuePair.Create("out", JsonElement.Parse("\"${two.id}\""))], []))
            .Message.ShouldBe("The output out refers to ${two.id}, and there is no resource two.");
    }

    [Fact]
    public void A_parent_that_is_not_there_or_a_circle_of_them_is_refused()
    {
        Should.Throw<PlanException>(() => Plans.Of(Plans.Resource("one", parent: "two"))).Message.ShouldBe("No parent leads to one, whose parent is two.");
        Should.Throw<PlanException>(() => Plans.Of(Plans.Resource("one", parent: "two"), Plans.Resource("two", parent: "one"))).Message.ShouldContain("two, whose parent is one");
    }
}
