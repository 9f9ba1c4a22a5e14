namespace Vignette.Planning.Differences.Exposure;

/// <summary>Something that can be reached, or that keeps it from being reached.</summary>
internal abstract record Opening
{
    /// <summary>What there is to say where it is there and was not.</summary>
    public abstract ExposureChange Come { get; }

    /// <summary>What there is to say where it was there and is not.</summary>
    public abstract ExposureChange Gone { get; }

    /// <summary>Whether the other one is nothing new beside this.</summary>
    public abstract bool Covers(Opening other);
}
