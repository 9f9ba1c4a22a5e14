using Vignette.Planning.Policies.Documents;

namespace Vignette.Planning.Policies.Catalog;

/// <summary>Queues, topics and alarms.</summary>
internal static class MessagingControls
{
    private const string EncryptionInTransit = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html";

    public static IReadOnlyList<Control> All { get; } =
    [
        ControlHeading.Foundational("SQS.1", Severity.Medium, "Queues are encrypted at rest")
            .Each(AwsTypes.Queue, queue => queue.Flag("sqsManagedSseEnabled") == true || queue["kmsMasterKeyId"] is not null, "is not encrypted at rest: set sqsManagedSseEnabled."),
        ControlHeading.Foundational("SQS.3", Severity.Critical, "Queues are not open to everybody")
            .Find(AwsTypes.Queue, (plan, queue) => Public(OfQueue(plan, queue))),
        ControlHeading.Foundational("SNS.1", Severity.Medium, "Topics are encrypted at rest by KMS")
            .Each(AwsTypes.Topic, topic => topic["kmsMasterKeyId"] is not null, "is not encrypted at rest: set kmsMasterKeyId."),
        ControlHeading.Foundational("SNS.4", Severity.Critical, "Topics are not open to everybody")
            .Find(AwsTypes.Topic, (plan, topic) => Public(OfTopic(plan, topic))),
        ControlHeading.SecurityHub("CloudWatch.15", Severity.High, "Alarms tell somebody")
            .Each(AwsTypes.Alarm, alarm => alarm.List("alarmActions").Count > 0, "tells nobody: set alarmActions."),
        ControlHeading.SecurityHub("CloudWatch.17", Severity.High, "Actions of alarms are on")
            .Each(AwsTypes.Alarm, alarm => alarm.Flag("actionsEnabled") != false, "does nothing when it rings: leave actionsEnabled on."),
        ControlHeading.Own("QueueTls", Severity.Medium, "Queues refuse requests without TLS", EncryptionInTransit)
            .Each(AwsTypes.Queue, (plan, queue) => OfQueue(plan, queue).Any(statement => statement.DeniesPlainText && statement.Names("sqs:SendMessage")), "answers without TLS: have its policy deny sqs:* where aws:SecureTransport is false."),
        ControlHeading.Own("TopicTls", Severity.Medium, "Topics refuse what is published without TLS", "https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html")
            .Each(AwsTypes.Topic, (plan, topic) => OfTopic(plan, topic).Any(statement => statement.DeniesPlainText && statement.Names("sns:Publish")), "takes messages without TLS: have its policy deny sns:Publish where aws:SecureTransport is false."),
    ];

    private static IEnumerable<PolicyStatement> OfQueue(Plan plan, PlannedResource queue) => plan.Of(queue, AwsTypes.QueuePolicy, "queueUrl").SelectMany(policy => policy.Statements());

    private static IEnumerable<PolicyStatement> OfTopic(Plan plan, PlannedResource topic) => plan.Of(topic, AwsTypes.TopicPolicy, "arn").SelectMany(policy => policy.Statements());

    private static IEnumerable<string> Public(IEnumerable<PolicyStatement> statements) =>
        statements.Where(statement => statement.IsPublic).Select(statement => $"is open to everybody by {statement.Name} of its policy: name who may, or add a condition.");
}
