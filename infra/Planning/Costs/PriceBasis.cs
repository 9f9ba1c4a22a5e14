namespace Vignette.Planning.Costs;

/// <summary>Why a figure is believed.</summary>
public enum PriceBasis
{
    /// <summary>General knowledge, to be checked at the entry's source.</summary>
    Remembered,

    /// <summary>It was read at <see cref="Price.ReadAt"/>.</summary>
    Read,
}
