using Vignette.Planning.Policies;
using Vignette.Planning.Tests.Rig;

namespace Vignette.Planning.Tests.Policies;

public sealed class PolicyReviewTests
{
    private static readonly Control Encrypted = ControlHeading.Foundational("RDS.3", Severity.Medium, "Encrypted")
        .Each(AwsTypes.DatabaseInstance, db => db.Flag("storageEncrypted") == true, "is not encrypted at rest: set storageEncrypted.");

    private static readonly Plan Plan = Plans.Of(
        Plans.Resource("one", type: AwsTypes.DatabaseInstance),
        Plans.Resource("other", type: AwsTypes.DatabaseInstance),
        Plans.Resource("third", """{ "storageEncrypted": true }""", type: AwsTypes.DatabaseInstance));

    public static TheoryData<string> Stacks => CommittedPlans.Stacks;

    [Theory]
    [MemberData(nameof(Stacks))]
    public void Nothing_is_found_in_the_examples_that_is_not_meant_to_be(string stack) => PolicyReview.Of(CommittedPlans.Read(stack)).Failed.ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Stacks))]
    public void Nothing_is_accepted_without_need(string stack) => PolicyReview.Of(CommittedPlans.Read(stack)).Unneeded.ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Stacks))]
    public void What_is_accepted_has_a_control_and_a_reason(string stack)
    {
        AcceptedFindings.Of(stack).Select(acceptance => acceptance.Control).ShouldBeSubsetOf(Controls.All.Select(control => control.Id));
        AcceptedFindings.Of(stack).ShouldAllBe(acceptance => acceptance.Resources.Length > 0 && acceptance.Reason.EndsWith('.'));
    }

    [Fact]
    public void Prod_is_held_to_sixty_foundational_controls_and_more() =>
        PolicyReview.Of(CommittedPlans.Read("prod")).Checked.Count(result => result.Control.Standard == Standard.FoundationalSecurity).ShouldBeGreaterThanOrEqualTo(60);

    [Fact]
    public void What_nobody_accepted_fails()
    {
        var review = PolicyReview.Of(Plan, [Encrypted], []);
        review.Failed.ShouldBe([new Finding("RDS.3", "one", "is not encrypted at rest: set storageEncrypted."), new Finding("RDS.3", "other", "is not encrypted at rest: set storageEncrypted.")]);
        review.Failed[0].ToString().ShouldBe("RDS.3: one is not encrypted at rest: set storageEncrypted.");
        review.Accepted.ShouldBeEmpty();
        review.Checked.ShouldHaveSingleItem().Subjects.ShouldBe(3);
    }

    [Fact]
    public void A_finding_is_accepted_of_the_resource_that_is_named_and_no_other()
    {
        var review = PolicyReview.Of(Plan, [Encrypted], [new Acceptance("RDS.3", "It is empty.", "one"), new Acceptance("RDS.4", "Another.", "other")]);
        review.Accepted.ShouldBe([new AcceptedFinding(new Finding("RDS.3", "one", "is not encrypted at rest: set storageEncrypted."), "It is empty.")]);
        review.Failed.ShouldHaveSingleItem().Resource.ShouldBe("other");
    }

    [Fact]
    public void What_is_accepted_and_not_found_is_said() =>
        PolicyReview.Of(Plan, [Encrypted], [new Acceptance("RDS.3", "It is empty.", "one", "third")]).Unneeded.ShouldBe(["RDS.3 of third is accepted and was not found."]);

    [Fact]
    public void A_control_that_is_about_nothing_here_is_not_checked()
    {
        var review = PolicyReview.Of(Plans.Of(), [Encrypted], []);
        review.Checked.ShouldBeEmpty();
        review.NotApplicable.ShouldBe([Encrypted]);
    }

    [Fact]
    public void Nothing_is_accepted_in_a_stack_that_nobody_knows() => AcceptedFindings.Of("staging").ShouldBeEmpty();
}
