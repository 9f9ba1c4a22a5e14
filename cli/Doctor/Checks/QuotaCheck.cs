using System.Text.Json;
using Vignette.Planning.Quotas;

namespace Vignette.Cli.Doctor.Checks;

/// <summary>An account may have what a plan needs, beside what it has.</summary>
public sealed class QuotaCheck(Quota quota, QuotaNeeds needs, AwsCli aws) : ICheck
{
    public string Name => $"Quota: {quota.Name}";

    public async Task<Finding> LookAsync(CancellationToken cancellationToken)
    {
        var needed = quota.Need(needs);
        if (needed == 0)
        {
            return this.Ok("The plan needs none.");
        }

        try
        {
            var allowed = await AllowedAsync(cancellationToken);
            var used = quota.Used.IsEmpty ? 0 : quota.Count(await aws.AskAsync(quota.Used, cancellationToken));
            var ask = $"Ask for more: aws service-quotas request-service-quota-increase --region {aws.Region} --service-code {quota.Service} --quota-code {quota.Code} --desired-value {needed + used}";
            return needed > allowed ? this.Problem($"The plan needs {needed}, and {allowed} are allowed.", ask)
                : needed + used > allowed ? this.Warning($"The plan needs {needed}, {allowed} are allowed and {used} are there, unless those are this stack's.", ask)
                : this.Ok($"The plan needs {needed}, {allowed} are allowed{(quota.Used.IsEmpty ? "" : $", {used} are there")}.");
        }
        catch (AwsFault fault)
        {
            return this.Warning($"AWS did not say: {fault.Message}.", "See in the console, under Service Quotas, that the plan's needs are met: " + needed);
        }
        catch (Exception fault) when (fault is InvalidOperationException or KeyNotFoundException or FormatException or IndexOutOfRangeException)
        {
            return this.Warning($"AWS's answer has another form than was expected: {ToolText.Line(fault.Message)}", "Please report it.");
        }
    }

    // What nobody has changed is not found among the account's own.
    private async Task<double> AllowedAsync(CancellationToken cancellationToken)
    {
        string[] which = ["--service-code", quota.Service, "--quota-code", quota.Code];
        JsonElement answer;
        try
        {
            answer = await aws.AskAsync(["service-quotas", "get-service-quota", .. which], cancellationToken);
        }
        catch (AwsFault fault) when (fault.Message.Contains("NoSuchResource", StringComparison.Ordinal))
        {
            answer = await aws.AskAsync(["service-quotas", "get-aws-default-service-quota", .. which], cancellationToken);
        }

        return answer.GetProperty("Quota").GetProperty("Value").GetDouble();
    }
}
