using Vignette.Planning.Policies;
using Vignette.Planning.Tests.Rig;

namespace Vignette.Planning.Tests.Policies;

/// <summary>Each control is seen to fail on prod's own plan, changed by what breaks it and nothing else.</summary>
public sealed class ControlTests
{
    private static readonly Plan Prod = CommittedPlans.Read("prod");
    private static readonly List<Finding> Found = Findings(Prod);
    private static readonly IReadOnlyList<Breach> Breaches = [.. DataBreaches.All, .. IdentityBreaches.All, .. NetworkBreaches.All, .. ProcessingBreaches.All, .. WebBreaches.All];

    public static TheoryData<int, string> Cases => new(Breaches.Select((breach, index) => (index, breach.ToString())));

    public static TheoryData<string> Ids => new(Controls.All.Select(control => control.Id));

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_breach_fails_its_control(int index, string what)
    {
        var breach = Breaches[index];
        breach.ToString().ShouldBe(what);
        var sound = breach.Mend(Prod);
        var before = sound == Prod ? Found : Findings(sound);
        before.ShouldNotContain(finding => finding.Control == breach.Control && finding.Resource == breach.Resource);
        var found = Findings(breach.Break(sound)).Except(before).ToList();
        found.Select(finding => finding.Control).Distinct().Order().ShouldBe(breach.Also.Append(breach.Control).Order());
        found.ShouldContain(finding => finding.Control == breach.Control && finding.Resource == breach.Resource);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_control_has_a_breach(string id) => Breaches.ShouldContain(breach => breach.Control == id);

    [Fact]
    public void Every_breach_is_of_a_control() => Breaches.Select(breach => breach.Control).Except(Controls.All.Select(control => control.Id)).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_control_does_not_apply_to_a_plan_that_has_nothing_of_it(string id)
    {
        var result = Controls.All.Single(control => control.Id == id).Check(new Plan("prod", [], [], []));
        result.Findings.ShouldBeEmpty();
        result.Applies.ShouldBe(id == "Vignette.Secrets", "what a stack gives out may have a secret even where there is nothing else");
    }

    [Fact]
    public void Ids_are_unique_in_order_and_lead_to_where_they_are_explained()
    {
        Controls.All.Select(control => control.Id).ShouldBeUnique();
        Controls.All.Select(control => control.Id).Where(id => id.StartsWith("RDS.", StringComparison.Ordinal)).Take(6).ShouldBe(["RDS.2", "RDS.3", "RDS.4", "RDS.5", "RDS.6", "RDS.8"]);
        Control("RDS.3").Documentation.ToString().ShouldBe("https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-3");
        Control("AutoScaling.1").Documentation.ToString().ShouldBe("https://docs.aws.amazon.com/securityhub/latest/userguide/autoscaling-controls.html#autoscaling-1");
        Controls.All.ShouldAllBe(control => control.Documentation.Scheme == Uri.UriSchemeHttps && control.Title.Length > 0);
    }

    /// <summary>A sentence without its subject that says what to set: reports put the resource before it.</summary>
    [Fact]
    public void Findings_say_what_to_do()
    {
        foreach (var finding in Breaches.SelectMany(breach => Control(breach.Control).Check(breach.Break(breach.Mend(Prod))).Findings).Distinct())
        {
            finding.Message.ShouldEndWith(".");
            char.IsLower(finding.Message[0]).ShouldBeTrue(finding.ToString());
            finding.Message.ShouldContain(": ");
        }
    }

    private static Control Control(string id) => Controls.All.Single(control => control.Id == id);

    private static List<Finding> Findings(Plan plan) => [.. Controls.All.SelectMany(control => control.Check(plan).Findings)];
}
