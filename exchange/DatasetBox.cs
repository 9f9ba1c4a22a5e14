using Vignette.Schema;

namespace Vignette.Exchange;

/// <summary>A labelled box.</summary>
public sealed record DatasetBox(string Label, BoundingBox Box)
{
    /// <summary>What arithmetic in 64 bits may move an edge by, in a fraction of the picture.</summary>
    public const double Exact = 1e-9;

    /// <summary>The box's id in Vignette; null in files of others.</summary>
    public string? Id { get; init; }

    /// <summary>0 to 1, or null where its author gave none.</summary>
    public double? Confidence { get; init; }

    /// <summary>Who drew it first.</summary>
    public CaptionOrigin? Origin { get; init; }

    /// <summary>Who drew, accepted or changed it last.</summary>
    public string? Author { get; init; }

    /// <summary>By how much an edge may be off since the format rounds, in a fraction of the picture.</summary>
    public double Rounding { get; init; } = Exact;

    /// <summary>Whether both say the same of the same part of the picture, as well as the formats can tell.</summary>
    public bool Matches(string label, BoundingBox other)
    {
        return string.Equals(Label, label, StringComparison.Ordinal)
            && Near(Box.X, other.X) && Near(Box.Y, other.Y) && Near(Box.X + Box.Width, other.X + other.Width) && Near(Box.Y + Box.Height, other.Y + other.Height);

        bool Near(double one, double two) => Math.Abs(one - two) <= Rounding;
    }
}
