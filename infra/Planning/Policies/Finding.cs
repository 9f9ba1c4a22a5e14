namespace Vignette.Planning.Policies;

/// <summary>A resource that does not keep a control.</summary>
/// <param name="Control">The control's id.</param>
/// <param name="Resource">The resource's logical name.</param>
/// <param name="Message">What is wrong, and which setting mends it.</param>
public sealed record Finding(string Control, string Resource, string Message)
{
    public override string ToString() => $"{Control}: {Resource} {Message}";
}
