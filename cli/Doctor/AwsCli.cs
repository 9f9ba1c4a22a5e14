using System.Text.Json;

namespace Vignette.Cli.Doctor;

/// <summary>The AWS CLI, asked in one region.</summary>
public sealed class AwsCli(Toolbox tools, string region)
{
    public const string Tool = "aws";

    /// <summary>The region that is asked.</summary>
    public string Region => region;

    /// <summary>Runs a command and reads its answer; the fault says what it complained of instead, or what it printed that is no JSON.</summary>
    /// <exception cref="AwsFault">There is no answer.</exception>
    public async Task<JsonElement> AskAsync(IEnumerable<string> command, CancellationToken cancellationToken)
    {
        // Version 1 does not know AWS_REGION.
        var run = await tools.RunAsync(Tool, [.. command, "--region", region, "--output", "json", "--cli-connect-timeout", "5", "--cli-read-timeout", "15"], cancellationToken)
            ?? throw new AwsFault("the AWS CLI is not there");
        if (!run.Succeeded)
        {
            throw new AwsFault(run.Complaint);
        }

        try
        {
            return JsonElement.Parse(run.Output);
        }
        catch (JsonException fault)
        {
            throw new AwsFault($"the AWS CLI printed what is no JSON: {ToolText.Line(run.Output)}", fault);
        }
    }
}
