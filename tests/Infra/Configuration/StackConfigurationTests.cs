using Vignette.Infra.Configuration;

namespace Vignette.Infra.Tests.Configuration;

public sealed class StackConfigurationTests
{
    [Fact]
    public void Other_projects_keys_are_not_ours()
    {
        var read = StackConfiguration.Parse("vignette", """{"vignette:zones":"2","aws:region":"eu-central-1"}""", """["vignette:geminiApiKey","aws:token"]""");
        read.Values.ShouldBe([new("zones", "2")]);
        read.Secrets.ShouldBe(["geminiApiKey"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void A_stack_may_have_none(string? nothing)
    {
        var read = StackConfiguration.Parse("vignette", nothing, nothing);
        read.Values.ShouldBeEmpty();
        read.Secrets.ShouldBeEmpty();
    }
}
