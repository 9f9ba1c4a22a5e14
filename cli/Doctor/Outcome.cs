namespace Vignette.Cli.Doctor;

/// <summary>What a check found, the worse the greater.</summary>
public enum Outcome
{
    /// <summary>Nothing is to be done.</summary>
    Ok,

    /// <summary>It was not looked at, since something that it needs is not there.</summary>
    Skipped,

    /// <summary>It works, or may, and somebody should know.</summary>
    Warning,

    /// <summary>It must be mended.</summary>
    Problem,
}
