namespace Vignette.Planning.Differences.Reports;

/// <summary>What a part of a sentence is.</summary>
public enum PhraseKind
{
    /// <summary>This program's own words.</summary>
    Words,

    /// <summary>This program's own words, which nobody should miss.</summary>
    Loud,

    /// <summary>A value from a plan, which anybody may have written.</summary>
    Value,
}
