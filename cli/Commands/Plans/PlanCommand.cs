using System.CommandLine;

namespace Vignette.Cli.Commands.Plans;

/// <summary><c>vignette plan</c>: what the stack would deploy. Needs neither Pulumi nor an account.</summary>
public static class PlanCommand
{
    public static Command Create() => new("plan", "What the stack would deploy on AWS. Needs neither Pulumi nor an account.") { PlanDiffCommand.Create() };
}
