namespace Vignette.Cli.Doctor.Checks;

/// <summary>Pulumi is signed in to where it keeps what it remembers.</summary>
public sealed class BackendCheck(Toolbox tools) : ICheck
{
    public string Name => "Pulumi backend";

    public async Task<Finding> LookAsync(CancellationToken cancellationToken) => await tools.RunAsync("pulumi", ["whoami", "--non-interactive"], cancellationToken) switch
    {
        null => this.Skipped("There is no Pulumi."),
        { Succeeded: true } run => this.Ok($"Signed in as {ToolText.Line(run.Output)}."),
        var run => this.Problem($"Not signed in: {run.Complaint}.", "pulumi login \"s3://BUCKET?region=REGION\", or pulumi login alone for Pulumi's own service."),
    };
}
