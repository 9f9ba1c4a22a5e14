namespace Vignette.Planning.Policies;

/// <summary>What all controls say of a plan.</summary>
public sealed class PolicyReview
{
    private PolicyReview(IReadOnlyList<ControlResult> results, IReadOnlyList<Acceptance> acceptances)
    {
        var findings = results.SelectMany(result => result.Findings).ToLookup(finding => acceptances.FirstOrDefault(acceptance => acceptance.Covers(finding)));
        Checked = [.. results.Where(result => result.Applies)];
        NotApplicable = [.. results.Where(result => !result.Applies).Select(result => result.Control)];
        Failed = [.. findings[null]];
        Accepted = [.. acceptances.SelectMany(acceptance => findings[acceptance].Select(finding => new AcceptedFinding(finding, acceptance.Reason)))];
        Unneeded = [.. acceptances.SelectMany(acceptance => acceptance.Resources
            .Where(resource => findings[acceptance].All(finding => finding.Resource != resource))
            .Select(resource => $"{acceptance.Control} of {resource} is accepted and was not found."))];
    }

    /// <summary>The controls that apply.</summary>
    public IReadOnlyList<ControlResult> Checked { get; }

    /// <summary>The controls that there is nothing of in the plan.</summary>
    public IReadOnlyList<Control> NotApplicable { get; }

    /// <summary>What nobody accepted.</summary>
    public IReadOnlyList<Finding> Failed { get; }

    /// <summary>What is meant to be, with the reason.</summary>
    public IReadOnlyList<AcceptedFinding> Accepted { get; }

    /// <summary>What is accepted without need: nobody would notice if it came back.</summary>
    public IReadOnlyList<string> Unneeded { get; }

    /// <summary>All controls, and what is accepted in the plan's stack.</summary>
    public static PolicyReview Of(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return Of(plan, Controls.All, AcceptedFindings.Of(plan.Stack));
    }

    public static PolicyReview Of(Plan plan, IEnumerable<Control> controls, IReadOnlyList<Acceptance> accepted) =>
        new([.. controls.Select(control => control.Check(plan))], accepted);
}
