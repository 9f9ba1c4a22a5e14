namespace Vignette.Planning.Differences.Hazards;

/// <summary>What it means that a resource of a type is deleted, also where another is made in its place.</summary>
/// <param name="Consequence">After the words that say what becomes of the resource.</param>
internal sealed record Loss(string Type, MarkKind Kind, Func<PlannedResource, string> Consequence)
{
    public Loss(string type, MarkKind kind, string consequence)
        : this(type, kind, _ => consequence)
    {
    }
}
