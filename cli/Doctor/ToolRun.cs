namespace Vignette.Cli.Doctor;

/// <summary>How a tool ended.</summary>
/// <param name="Output">What it printed, of which only so much is kept.</param>
/// <param name="Error">What it printed as errors, likewise.</param>
public sealed record ToolRun(int ExitCode, string Output, string Error)
{
    public bool Succeeded => ExitCode == 0;

    /// <summary>What it says is wrong, in a line without a full stop.</summary>
    public string Complaint => ToolText.Line(string.IsNullOrWhiteSpace(Error) ? Output : Error).TrimEnd('.');
}
