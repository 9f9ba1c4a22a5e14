using System.Globalization;
using Pulumi;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.CloudWatch.Inputs;
using Pulumi.Aws.Lambda;

namespace Vignette.Infra.Functions;

/// <summary>Runs a function again and again. One that failed is not made up for: the next comes soon.</summary>
public sealed class Schedule : ComponentResource
{
    internal Schedule(string name, ScheduleArgs args, ComponentResourceOptions? options = null)
        : base("vignette:infra:Schedule", $"{name}-schedule", options)
    {
        var child = new CustomResourceOptions { Parent = this };
        var minutes = args.EveryMinutes.ToString(CultureInfo.InvariantCulture);
        var rule = new EventRule($"{name}-rule", new EventRuleArgs
        {
            Description = $"Every {minutes} minutes.",
            ScheduleExpression = $"rate({minutes} minutes)",
        }, child);
        var permission = new Permission($"{name}-invoke-permission", new PermissionArgs
        {
            Function = args.Function.FunctionName,
            Action = "lambda:InvokeFunction",
            Principal = "events.amazonaws.com",
            SourceArn = rule.Arn,
        }, child);
        Undelivered = new PrivateQueue(
            $"{name}-undelivered",
            new PrivateQueueArgs { Permissions = queue => PrivateQueue.FromRule(queue, rule.Arn) },
            new ComponentResourceOptions { Parent = this });

        // Neither EventBridge nor Lambda keeps an event for longer than until the next.
        var seconds = args.EveryMinutes * 60;
        _ = new EventTarget($"{name}-target", new EventTargetArgs
        {
            Rule = rule.Name,
            Arn = args.Function.Arn,
            RetryPolicy = new EventTargetRetryPolicyArgs { MaximumEventAgeInSeconds = seconds, MaximumRetryAttempts = 2 },
            DeadLetterConfig = new EventTargetDeadLetterConfigArgs { Arn = Undelivered.Arn },
        }, CustomResourceOptions.Merge(child, new CustomResourceOptions { DependsOn = { permission, Undelivered } }));
        _ = new FunctionEventInvokeConfig($"{name}-invoke-config", new FunctionEventInvokeConfigArgs
        {
            FunctionName = args.Function.FunctionName,
            MaximumEventAgeInSeconds = seconds,
            MaximumRetryAttempts = 0,
        }, child);
        RegisterOutputs();
    }

    /// <summary>The events that did not reach the function.</summary>
    public PrivateQueue Undelivered { get; }
}
