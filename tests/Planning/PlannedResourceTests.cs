using Vignette.Planning.Tests.Rig;

namespace Vignette.Planning.Tests;

public sealed class PlannedResourceTests
{
    private static readonly PlannedResource Resource = Plans.Resource("name", """
        {
          "text": "value", "number": 1.5, "flag": true, "no": false, "list": [ { "id": "first" } ], "map": { "Key": "value" },
          "policy": "{\"Version\":\"2012-10-17\"}", "vpcId": "${vpc.id}", "arn": "${role.arn}/${vpc.id}"
        }
        """);

    [Fact]
    public void A_path_leads_to_a_part_of_an_input()
    {
        Resource["text"]!.Value.GetString().ShouldBe("value");
        Resource["list.0.id"]!.Value.GetString().ShouldBe("first");
        Resource["map.Key"]!.Value.GetString().ShouldBe("value");
        foreach (var nowhere in (string[])["none", "none.none", "list.1", "list.x", "list.-1", "text.x", "map.key"])
        {
            Resource[nowhere].ShouldBeNull();
        }
    }

    [Fact]
    public void Inputs_are_read_as_what_they_are()
    {
        Resource.Text("text").ShouldBe("value");
        Resource.Number("number").ShouldBe(1.5);
        Resource.Flag("flag").ShouldBe(true);
        Resource.Flag("no").ShouldBe(false);
        Resource.List("list").ShouldHaveSingleItem().GetProperty("id").GetString().ShouldBe("first");
        Resource.Json("policy")!.Value.GetProperty("Version").GetString().ShouldBe("2012-10-17");
        Resource.Refers("vpcId").ShouldBe(new Reference("vpc", "id"));
        Resource.Refers("arn").ShouldBeNull();
        Resource.References.ShouldBe([new Reference("vpc", "id"), new Reference("role", "arn")]);
    }

    [Fact]
    public void What_is_not_there_is_nothing()
    {
        Resource.Text("none").ShouldBeNull();
        Resource.Number("none").ShouldBeNull();
        Resource.Flag("none").ShouldBeNull();
        Resource.List("none").ShouldBeEmpty();
        Resource.Json("none").ShouldBeNull();
        Resource.Refers("none").ShouldBeNull();
    }

    [Fact]
    public void What_is_something_else_is_a_fault_that_says_so()
    {
        Should.Throw<PlanException>(() => Resource.Text("number")).Message.ShouldBe("number of name (aws:s3/bucket:Bucket) is not string: 1.5");
        Should.Throw<PlanException>(() => Resource.Number("text")).Message.ShouldContain("is not number: value");
        Should.Throw<PlanException>(() => Resource.Flag("text")).Message.ShouldContain("is not true or false");
        Should.Throw<PlanException>(() => Resource.List("text")).Message.ShouldContain("is not array");
        Should.Throw<PlanException>(() => Resource.Json("text")).Message.ShouldContain("is not JSON: value");
        Should.Throw<PlanException>(() => Plans.Resource("list", "[]")).Message.ShouldBe("The inputs of list must be an object.");
    }

    [Theory]
    [InlineData("vignette:infra:Network", true)]
    [InlineData("aws:ec2/vpc:Vpc", false)]
    [InlineData("pulumi:providers:aws", false)]
    public void Only_the_stacks_own_types_are_components(string type, bool isComponent) => Plans.Resource("name", type: type).IsComponent.ShouldBe(isComponent);
}
