namespace Vignette.Cli.Doctor.Checks;

/// <summary>Commands that name no region go where the stack does.</summary>
/// <param name="region">The stack's.</param>
/// <param name="environment">Reads an environment variable.</param>
public sealed class RegionCheck(string region, Func<string, string?> environment, Toolbox tools) : ICheck
{
    public string Name => "AWS region";

    public async Task<Finding> LookAsync(CancellationToken cancellationToken)
    {
        var own = environment("AWS_REGION") ?? environment("AWS_DEFAULT_REGION");
        if (string.IsNullOrWhiteSpace(own))
        {
            if (await tools.RunAsync(AwsCli.Tool, ["configure", "get", "region"], cancellationToken) is not { } run)
            {
                return this.Skipped("There is no AWS CLI.");
            }

            own = run.Succeeded ? ToolText.Line(run.Output) : null;
        }

        return own == region
            ? this.Ok($"{region}, as the stack's.")
            : this.Warning($"The stack deploys to {region}; commands that name no region go {(own is null ? "nowhere" : $"to {own}")}.", $"export AWS_REGION={region}");
    }
}
