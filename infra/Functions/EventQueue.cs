using Pulumi;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.CloudWatch.Inputs;
using Pulumi.Aws.Sqs;
using Vignette.Infra.Access;

namespace Vignette.Infra.Functions;

/// <summary>
/// A route of events: the rule that picks them, the queue that they wait in, and where they end that cannot be put into it or
/// that all tries fail on.
/// </summary>
public sealed class EventQueue : ComponentResource
{
    /// <summary>
    /// How many tries' time a message is kept from others, and so how long one that failed waits for its next. Lambda's advice
    /// is six, for where it takes more messages than it may run functions for; the mapping's maximum concurrency keeps it from that.
    /// </summary>
    private const int VisibilityTries = 2;

    internal EventQueue(string name, EventQueueArgs args, ComponentResourceOptions? options = null)
        : base("vignette:infra:EventQueue", $"{name}-events", options)
    {
        var child = new CustomResourceOptions { Parent = this };
        var part = new ComponentResourceOptions { Parent = this };
        var rule = new EventRule($"{name}-rule", new EventRuleArgs
        {
            Description = "Objects that came in.",
            EventPattern = args.Route.Apply(route => route.Pattern.ToString()),
        }, child);

        DeadLetters = new PrivateQueue($"{name}-dead-letters", new PrivateQueueArgs(), part);
        Undelivered = new PrivateQueue($"{name}-undelivered", new PrivateQueueArgs { Permissions = queue => PrivateQueue.FromRule(queue, rule.Arn) }, part);
        Messages = new PrivateQueue($"{name}-messages", new PrivateQueueArgs
        {
            VisibilityTimeoutSeconds = args.Route.Apply(route => VisibilityTries * (int)route.Timeout.TotalSeconds),
            RedrivePolicy = Output.JsonSerialize(Output.Tuple(DeadLetters.Arn, args.Route)
                .Apply(known => new Dictionary<string, object> { ["deadLetterTargetArn"] = known.Item1, ["maxReceiveCount"] = known.Item2.MaxAttempts })),
            Permissions = queue => PrivateQueue.FromRule(queue, rule.Arn),
        }, part);
        _ = new RedriveAllowPolicy($"{name}-redrive", new RedriveAllowPolicyArgs
        {
            QueueUrl = DeadLetters.Url,
            RedriveAllowPolicyName = Output.JsonSerialize(Messages.Arn
                .Apply(arn => new Dictionary<string, object> { ["redrivePermission"] = "byQueue", ["sourceQueueArns"] = new[] { arn } })),
        }, child);

        // Not before the rule may send: what it is refused is lost to the queue.
        _ = new EventTarget($"{name}-target", new EventTargetArgs
        {
            Rule = rule.Name,
            Arn = Messages.Arn,
            DeadLetterConfig = new EventTargetDeadLetterConfigArgs { Arn = Undelivered.Arn },
        }, CustomResourceOptions.Merge(child, new CustomResourceOptions { DependsOn = { Messages, Undelivered } }));
        RegisterOutputs(new Dictionary<string, object?> { ["queueName"] = Messages.QueueName });
    }

    /// <summary>What is to be done.</summary>
    public PrivateQueue Messages { get; }

    /// <summary>What all tries failed on.</summary>
    public PrivateQueue DeadLetters { get; }

    /// <summary>What could not be put into <see cref="Messages"/>.</summary>
    public PrivateQueue Undelivered { get; }

    /// <summary>What a function needs that works on the messages.</summary>
    internal PolicyStatement Consume => new()
    {
        Sid = "Messages",
        Action = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
        Resource = [Messages.Arn],
    };
}
