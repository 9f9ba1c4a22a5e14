namespace Vignette.Cli.Doctor;

/// <summary>What one check found.</summary>
/// <param name="Check">What was looked at, in a word or two.</param>
/// <param name="Message">A sentence.</param>
/// <param name="Mend">How to mend it, in a sentence or two; null where nothing is to be mended.</param>
public sealed record Finding(string Check, Outcome Outcome, string Message, string? Mend = null)
{
    /// <summary>One line.</summary>
    public override string ToString() => $"{Word,-8} {Check}: {Message}{(Mend is null ? "" : $" {Mend}")}";

    private string Word => Outcome switch
    {
        Outcome.Ok => "ok",
        Outcome.Skipped => "skipped",
        Outcome.Warning => "warning",
        _ => "problem",
    };
}
