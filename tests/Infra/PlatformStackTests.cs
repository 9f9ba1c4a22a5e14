using System.Text.Json;
using Pulumi;
using Vignette.Infra.Tests.Rig;

namespace Vignette.Infra.Tests;

public sealed class PlatformStackTests
{
    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public async Task Everything_is_made_by_one_provider_that_tags_it(string stack)
    {
        var plan = await Plan.OfStackAsync(Configurations.OfExample(stack));
        var provider = plan.Find("pulumi:providers:aws", "vignette-aws");
        provider["region"].ShouldBe("eu-central-1");
        plan.OfType("aws:ec2/vpc:Vpc").ShouldHaveSingleItem();
        plan.Resources.Where(resource => resource.Type.StartsWith("aws:", StringComparison.Ordinal))
            .ShouldAllBe(resource => resource.Provider.StartsWith(provider.Urn, StringComparison.Ordinal));

        // A map, or its JSON, by the version of the package.
        var tags = provider["defaultTags"] as string ?? JsonSerializer.Serialize(provider["defaultTags"]);
        tags.ShouldContain($"\"environment\":\"{stack}\"");
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public async Task A_name_says_whose_a_resource_is_and_is_no_others(string stack)
    {
        var names = (await Plan.OfStackAsync(Configurations.OfExample(stack))).Resources.Select(resource => resource.Name).ToList();
        names.ShouldAllBe(name => name.StartsWith("vignette-", StringComparison.Ordinal));
        names.Where(name => names.Count(other => other == name) > 1).Distinct().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_wrong_configuration_makes_nothing_and_says_what_is_wrong()
    {
        var fault = await Should.ThrowAsync<RunException>(() => Plan.OfStackAsync(Configurations.Of(("zones", "9"))));
        fault.Message.ShouldBe("The stack's configuration is not as it must be:\n  vignette:zones is \"9\"; it must be a whole number of availability zones from 2 to 3.");
    }
}
