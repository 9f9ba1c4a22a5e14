using Pulumi;
using Vignette.Infra.Tests.Rig;
using Vignette.Planning;
using Vignette.Planning.Sources;
using Vignette.Rendering;

namespace Vignette.Infra.Tests.Rendering;

public sealed class PlanRendererTests
{
    private static readonly PlanFolder Plans = PlanFolder.Above(AppContext.BaseDirectory);

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public async Task The_plan_in_the_repository_is_what_the_program_declares(string stack)
    {
        var rendered = await RenderAsync(stack);
        File.ReadAllText(Path.Combine(Plans.Root, PlanFolder.JsonOf(stack)))
            .ShouldBe(PlanJson.Write(rendered), $"{PlanFolder.JsonOf(stack)} is not what the program declares now. Run ./dev plan and commit what it writes.");
    }

    [Fact]
    public async Task A_plan_is_the_same_every_time() => PlanJson.Write(await RenderAsync("prod")).ShouldBe(PlanJson.Write(await RenderAsync("prod")));

    [Fact]
    public async Task No_secret_is_in_a_plan()
    {
        var configuration = StackFile.Read(Path.Combine(Plans.Root, "Pulumi.prod.yaml"));
        configuration.Values["geminiApiKey"].ShouldBe(Secrets.Marker);
        var plan = await PlanRenderer.RenderAsync("prod", configuration, []);
        PlanJson.Write(plan).ShouldNotContain(Secrets.Marker);
        plan["vignette-database-instance"].Text("password").ShouldBe(Planning.Plan.Secret);
    }

    [Fact]
    public async Task What_a_resource_belongs_to_is_known()
    {
        var plan = await RenderAsync("dev");
        plan.AncestorsOf(plan["vignette-public-0"]).Select(component => component.Name).ShouldBe(["vignette-network", "vignette-public-subnets"]);
        plan["vignette-network"].Parent.ShouldBeNull();
        plan["vignette-aws"].Parent.ShouldBeNull();
    }

    [Fact]
    public async Task References_lead_to_resources()
    {
        var plan = await RenderAsync("dev");
        plan.Resolve(plan["vignette-public-0-routing"]["routeTableId"]).ShouldBe(plan["vignette-public-0-routes"]);
        plan.Outputs["databaseHost"].GetString().ShouldBe("${vignette-database-instance.address}");
    }

    [Fact]
    public async Task The_providers_inputs_are_no_texts_of_JSON() =>
        (await RenderAsync("dev"))["vignette-aws"].Text("defaultTags.tags.environment").ShouldBe("dev");

    [Fact]
    public async Task A_plan_is_of_no_build_in_particular() =>
        (await RenderAsync("dev"))["vignette-web-image-tag"].Text("keepers.build").ShouldBe("[build]");

    [Fact]
    public async Task A_configuration_that_cannot_be_right_has_no_plan() =>
        (await Should.ThrowAsync<RunException>(() => PlanRenderer.RenderAsync("dev", Configurations.Of(("zones", "9")), []))).Message.ShouldContain("vignette:zones");

    private static Task<Planning.Plan> RenderAsync(string stack) =>
        PlanRenderer.RenderAsync(stack, StackFile.Read(Path.Combine(Plans.Root, $"Pulumi.{stack}.yaml")), SourceDigests.Of(Plans.Root, stack));
}
