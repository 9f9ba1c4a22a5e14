namespace Vignette.Planning.Tests.Policies;

/// <summary>A change of prod's plan that breaks a control: it passes before and fails after.</summary>
/// <param name="Control">The control's id.</param>
/// <param name="Resource">The resource that it then finds.</param>
public sealed record Breach(string Control, string Resource, Func<Plan, Plan> Break)
{
    /// <summary>What prod has to be like for the control to pass, where its findings there are accepted.</summary>
    public Func<Plan, Plan> Mend { get; init; } = plan => plan;

    /// <summary>The other controls that the same change breaks.</summary>
    public IReadOnlyList<string> Also { get; init; } = [];

    public override string ToString() => $"{Control} of {Resource}";
}
