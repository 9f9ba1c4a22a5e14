using System.Globalization;
using Vignette.Planning.Policies.Catalog;

namespace Vignette.Planning.Policies;

/// <summary>
/// Every control that a plan is held to: those of AWS Security Hub that a stack like this one can keep or break, and this
/// project's own. What is a matter of the whole account, such as GuardDuty or a password policy, no stack decides.
/// </summary>
public static class Controls
{
    /// <summary>By service, then by number; this project's own come last.</summary>
    public static IReadOnlyList<Control> All { get; } =
    [
        .. ((IReadOnlyList<Control>[])
            [
                AccessControls.All, Ec2Controls.All, ElbControls.All, FunctionControls.All, HostControls.All, IdentityControls.All, MessagingControls.All, ProjectControls.All, RdsControls.All, S3Controls.All,
            ])
            .SelectMany(controls => controls)
            .OrderBy(control => control.Standard == Standard.Project)
            .ThenBy(control => Parts(control).Service, StringComparer.Ordinal).ThenBy(control => Parts(control).Number).ThenBy(control => control.Id, StringComparer.Ordinal),
    ];

    /// <summary>Of <c>RDS.10</c>, <c>RDS</c> and 10; of this project's own, whose ids end with a word, the latter is 0.</summary>
    private static (string Service, int Number) Parts(Control control)
    {
        var parts = control.Id.Split('.');
        return (parts[0], int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0);
    }
}
