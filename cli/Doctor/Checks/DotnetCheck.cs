namespace Vignette.Cli.Doctor.Checks;

/// <summary>The .NET SDK that <c>global.json</c> asks for is there: the SDK decides itself, by how that file says to roll forward.</summary>
public sealed class DotnetCheck(Toolbox tools) : ICheck
{
    private const string Tool = "dotnet";
    private const string Mend = "Install the SDK of .NET that global.json names: https://dotnet.microsoft.com/download";

    public string Name => ".NET SDK";

    public async Task<Finding> LookAsync(CancellationToken cancellationToken)
    {
        if (await tools.RunAsync(Tool, ["--version"], cancellationToken) is not { } chosen)
        {
            return this.Problem($"There is no {Tool} in the PATH.", Mend);
        }

        if (chosen.Succeeded && ToolText.Version(chosen.Output) is { } version)
        {
            return this.Ok($"{version}, which suits global.json.");
        }

        if (chosen.Succeeded)
        {
            return this.Problem($"dotnet --version says no version: {ToolText.Line(chosen.Output)}.", Mend);
        }

        var there = await tools.RunAsync(Tool, ["--list-sdks"], cancellationToken);
        var sdks = there is { Succeeded: true } ? there.Output.Split('\n').Select(line => ToolText.Version(line)).OfType<Version>().Distinct().ToList() : [];
        return this.Problem($"None of those that are here suits global.json; here are: {(sdks.Count == 0 ? "none" : string.Join(", ", sdks))}.", Mend);
    }
}
