using Pulumi;
using Pulumi.Aws.Sqs;
using Vignette.Infra.Access;

namespace Vignette.Infra.Functions;

/// <summary>A queue that nobody reaches without a right of their own, and nobody without TLS; encrypted by SQS.</summary>
public sealed class PrivateQueue : ComponentResource
{
    internal PrivateQueue(string name, PrivateQueueArgs args, ComponentResourceOptions? options = null)
        : base("vignette:infra:PrivateQueue", $"{name}-queue", options)
    {
        var child = new CustomResourceOptions { Parent = this };
        var queue = new Queue(name, new QueueArgs
        {
            SqsManagedSseEnabled = true,
            MessageRetentionSeconds = (int)PrivateQueueArgs.MostRetention.TotalSeconds,
            VisibilityTimeoutSeconds = args.VisibilityTimeoutSeconds,
            RedrivePolicy = args.RedrivePolicy,
        }, child);
        _ = new QueuePolicy($"{name}-policy", new QueuePolicyArgs
        {
            QueueUrl = queue.Id,
            Policy = PolicyDocument.Of([TlsOnly(queue.Arn), .. args.Permissions?.Invoke(queue.Arn) ?? []]),
        }, child);

        Url = queue.Id;
        Arn = queue.Arn;
        QueueName = queue.Name;
        RegisterOutputs(new Dictionary<string, object?> { ["queueName"] = QueueName, ["arn"] = Arn });
    }

    public Output<string> Url { get; }

    public Output<string> Arn { get; }

    public Output<string> QueueName { get; }

    /// <summary>Lets EventBridge put the events of a rule into a queue.</summary>
    internal static IReadOnlyList<PolicyStatement> FromRule(Output<string> queue, Output<string> rule) =>
    [
        new PolicyStatement
        {
            Sid = "FromRule",
            Principal = PolicyStatement.Service("events.amazonaws.com"),
            Action = ["sqs:SendMessage"],
            Resource = [queue],
            Condition = new Dictionary<string, Dictionary<string, Output<string>>> { ["ArnEquals"] = new() { ["aws:SourceArn"] = rule } },
        },
    ];

    private static PolicyStatement TlsOnly(Output<string> queue) => new()
    {
        Sid = "WithoutTls",
        Effect = "Deny",
        Principal = "*",
        Action = ["sqs:*"],
        Resource = [queue],
        Condition = new Dictionary<string, Dictionary<string, Output<string>>> { ["Bool"] = new() { ["aws:SecureTransport"] = Output.Create("false") } },
    };
}
