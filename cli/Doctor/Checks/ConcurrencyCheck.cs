using Vignette.Planning.Quotas;

namespace Vignette.Cli.Doctor.Checks;

/// <summary>As many functions may run at once as the plan lets run. An account that is new may run 10, where others may 1,000.</summary>
public sealed class ConcurrencyCheck(QuotaNeeds needs, AwsCli aws) : ICheck
{
    public string Name => "Quota: functions at once";

    public async Task<Finding> LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            var answer = await aws.AskAsync(["lambda", "get-account-settings"], cancellationToken);
            var allowed = answer.GetProperty("AccountLimit").GetProperty("UnreservedConcurrentExecutions").GetInt32();
            return allowed < needs.ConcurrentExecutions
                ? this.Problem(
                    $"The plan lets {needs.ConcurrentExecutions} run, and {allowed} are allowed: images would wait, and the gallery with them where it is a function.",
                    $"Ask for more, which takes a day or so: aws service-quotas request-service-quota-increase --region {aws.Region} --service-code lambda --quota-code L-B99A9384 --desired-value 1000")
                : this.Ok($"The plan lets {needs.ConcurrentExecutions} run, {allowed} are allowed.");
        }
        catch (AwsFault fault)
        {
            return this.Warning($"AWS did not say: {fault.Message}.", $"See in the console, under Lambda, that {needs.ConcurrentExecutions} may run at once.");
        }
        catch (Exception fault) when (fault is InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return this.Warning($"AWS's answer has another form than was expected: {ToolText.Line(fault.Message)}", "Please report it.");
        }
    }
}
