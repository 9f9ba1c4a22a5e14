namespace Vignette.Planning.Policies;

/// <summary>What a control says of a plan.</summary>
/// <param name="Subjects">How many resources it looked at. Where there are none, it was not checked: it does not apply.</param>
public sealed record ControlResult(Control Control, int Subjects, IReadOnlyList<Finding> Findings)
{
    public bool Applies => Subjects > 0;
}
