namespace Vignette.Cli.Doctor.Checks;

/// <summary>A tool is there and not too old.</summary>
/// <param name="tool">The program.</param>
/// <param name="question">What makes it print its version.</param>
/// <param name="least">The oldest that does.</param>
/// <param name="reason">What older ones lack, in words that follow "since".</param>
/// <param name="ifOlder">How bad an older one is.</param>
/// <param name="install">How to install it.</param>
public sealed class VersionCheck(string name, string tool, string[] question, Version least, string reason, Outcome ifOlder, string install, Toolbox tools) : ICheck
{
    public string Name => name;

    public async Task<Finding> LookAsync(CancellationToken cancellationToken)
    {
        if (await tools.RunAsync(tool, question, cancellationToken) is not { } run)
        {
            return this.Problem($"There is no {tool} in the PATH.", install);
        }

        if (!run.Succeeded)
        {
            return this.Problem($"{tool} {string.Join(' ', question)} failed: {run.Complaint}.", install);
        }

        if (ToolText.Version(run.Output) is not { } version)
        {
            return this.Problem($"{tool} {string.Join(' ', question)} says no version: {ToolText.Line(run.Output)}.", install);
        }

        return version < least
            ? new Finding(name, ifOlder, $"{version} is older than {least}, which is needed since {reason}.", install)
            : this.Ok($"{version}.");
    }
}
