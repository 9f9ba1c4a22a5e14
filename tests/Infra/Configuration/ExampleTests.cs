using Vignette.Infra.Configuration;
using Vignette.Infra.Tests.Rig;

namespace Vignette.Infra.Tests.Configuration;

/// <summary>The stacks' files in the repository.</summary>
public sealed class ExampleTests
{
    [Fact]
    public void The_project_has_the_name_that_keys_begin_with() => Configurations.Yaml("Pulumi.yaml")["name"].ToString().ShouldBe(Settings.Project);

    [Fact]
    public void Dev_needs_no_secret_and_is_gone_with_one_command()
    {
        var settings = Settings.From(Configurations.OfExample("dev", withSecrets: false));
        settings.Environment.ShouldBe(DeploymentEnvironment.Dev);
        settings.DeletionProtection.ShouldBeFalse();
        settings.Database.MultiZone.ShouldBeFalse();
        settings.Network.Nat.ShouldBe(NatMode.None);
    }

    [Fact]
    public void Prod_is_in_several_zones_and_protected()
    {
        var settings = Settings.From(Configurations.OfExample("prod"));
        settings.Environment.ShouldBe(DeploymentEnvironment.Prod);
        settings.DeletionProtection.ShouldBeTrue();
        settings.Database.MultiZone.ShouldBeTrue();
        settings.Network.Nat.ShouldBe(NatMode.PerZone);
        settings.Web.MinHosts.ShouldBeGreaterThanOrEqualTo(settings.Network.Zones);
        settings.Web.Domain.ShouldNotBeNull();
    }

    [Fact]
    public void Prod_lacks_the_secret_alone() =>
        Should.Throw<SettingsException>(() => Settings.From(Configurations.OfExample("prod", withSecrets: false)))
            .Failures.ShouldHaveSingleItem().ShouldStartWith("vignette:geminiApiKey is not set");

    [Fact]
    public void Prod_shows_every_setting()
    {
        var unknown = new StackConfiguration(new Dictionary<string, string> { ["?"] = "?" }, new HashSet<string>());
        var message = Should.Throw<SettingsException>(() => Settings.From(unknown)).Failures[^1];
        var known = message[(message.IndexOf("the keys are ", StringComparison.Ordinal) + "the keys are ".Length)..].TrimEnd('.').Split(", ");

        // A certificate is given where there is no hosted zone.
        Configurations.OfExample("prod").Values.Keys.Append("certificate").ShouldBe(known, ignoreOrder: true);
    }
}
