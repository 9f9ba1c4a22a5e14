namespace Vignette.Planning.Policies;

/// <summary>Findings that are meant to be, and why.</summary>
/// <param name="Control">The control's id.</param>
/// <param name="Reason">Why it is better so than mended: a sentence that a reviewer can object to.</param>
/// <param name="Resources">The logical names of the resources, one by one: a further one is a new question.</param>
public sealed record Acceptance(string Control, string Reason, params string[] Resources)
{
    public bool Covers(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return finding.Control == Control && Resources.Contains(finding.Resource);
    }
}
