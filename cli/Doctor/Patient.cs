using Vignette.Cli.Doctor.Checks;
using Vignette.Planning;
using Vignette.Planning.Quotas;

namespace Vignette.Cli.Doctor;

/// <summary>What is looked at: this machine, as the platform runs on it, or as a stack is deployed from it.</summary>
/// <param name="environment">The environment's variables.</param>
public sealed class Patient(Toolbox tools, IConfiguration environment, Checkup checkup)
{
    private const string AnyRegion = "us-east-1";
    private const string PulumiInstall = "Install it: https://www.pulumi.com/docs/iac/download-install/";
    private const string AwsInstall = "Install it: https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html";

    /// <summary>What <c>vignette up</c> needs.</summary>
    public Task<IReadOnlyList<Finding>> LocalAsync(string dataFolder, int port, CancellationToken cancellationToken) => checkup.LookAsync(
        [new DotnetCheck(tools), new LibvipsCheck(), new PortCheck(port), new DataFolderCheck(dataFolder), new ModelCheck(environment, null, required: false)], cancellationToken);

    /// <summary>What <c>pulumi up</c> needs, and the account that it deploys to.</summary>
    /// <exception cref="DoctorFault">The stack has no file.</exception>
    public async Task<IReadOnlyList<Finding>> StackAsync(string repository, string stack, CancellationToken cancellationToken)
    {
        var settings = StackSettings.Read(repository, stack);
        var aws = new AwsCli(tools, settings["region"] ?? AnyRegion);
        var credentials = new CredentialsCheck(aws);
        List<ICheck> checks =
        [
            new SettingsCheck(settings),
            new DotnetCheck(tools),
            new VersionCheck("Pulumi CLI", "pulumi", ["version"], new Version(3, 0), "the program's SDK speaks to version 3", Outcome.Problem, PulumiInstall, tools),
            new BackendCheck(tools),
            new DockerCheck(tools),
            new VersionCheck("AWS CLI", AwsCli.Tool, ["--version"], new Version(2, 0), "`aws configure sso` is not in version 1", Outcome.Warning, AwsInstall, tools),
            credentials,
        ];
        if (settings["region"] is { } region)
        {
            checks.Add(new RegionCheck(region, name => environment[name], tools));
        }

        if (settings["captions"] == "gemini")
        {
            checks.Add(new ModelCheck(environment, settings["geminiModel"], required: true));
        }

        var findings = await checkup.LookAsync(checks, cancellationToken);
        return settings["region"] is null || findings[checks.IndexOf(credentials)].Outcome == Outcome.Problem
            ? [.. findings, new Finding("Quotas", Outcome.Skipped, "They are those of an account in a region, and one of both is not known.")]
            : [.. findings, .. await QuotasAsync(repository, settings, aws, cancellationToken)];
    }

    private async Task<IEnumerable<Finding>> QuotasAsync(string repository, StackSettings settings, AwsCli aws, CancellationToken cancellationToken)
    {
        try
        {
            var plans = PlanFolder.Above(repository);
            if (new[] { settings.Stack, settings["environment"] }.FirstOrDefault(name => name is not null && plans.Stacks.Contains(name)) is not { } plan)
            {
                return [new Finding("Quotas", Outcome.Warning, $"There is no plan of {settings.Stack} to compare them to.", $"Make one: ./dev plan {settings.Stack}")];
            }

            var needs = QuotaNeeds.Of(plans.Read(plan));
            return await checkup.LookAsync([new ConcurrencyCheck(needs, aws), .. Quota.All.Select(quota => new QuotaCheck(quota, needs, aws))], cancellationToken);
        }
        catch (PlanException fault)
        {
            return [new Finding("Quotas", Outcome.Problem, ToolText.Line(fault.Message), $"Make the plan anew: ./dev plan {settings.Stack}")];
        }
    }
}
