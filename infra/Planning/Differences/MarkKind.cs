namespace Vignette.Planning.Differences;

/// <summary>What is bad about a change.</summary>
public enum MarkKind
{
    /// <summary>Something that nobody can bring back is deleted.</summary>
    DataLoss,

    /// <summary>Something does not work for a while, or until somebody does something.</summary>
    Outage,

    /// <summary>Something that keeps from harm is weaker or gone.</summary>
    Protection,
}
