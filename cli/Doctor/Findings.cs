namespace Vignette.Cli.Doctor;

/// <summary>Findings of a check.</summary>
internal static class Findings
{
    public static Finding Ok(this ICheck check, string message) => new(check.Name, Outcome.Ok, message);

    public static Finding Skipped(this ICheck check, string message) => new(check.Name, Outcome.Skipped, message);

    public static Finding Warning(this ICheck check, string message, string mend) => new(check.Name, Outcome.Warning, message, mend);

    public static Finding Problem(this ICheck check, string message, string mend) => new(check.Name, Outcome.Problem, message, mend);
}
