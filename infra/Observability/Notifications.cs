using Pulumi;
using Pulumi.Aws.Kms;
using Pulumi.Aws.Sns;
using Vignette.Infra.Access;

namespace Vignette.Infra.Observability;

/// <summary>The topic that alarms and the database's events go to, encrypted by a key of its own, and who reads it.</summary>
public sealed class Notifications : ComponentResource
{
    private const string Alarms = "cloudwatch.amazonaws.com";
    private const string DatabaseEvents = "events.rds.amazonaws.com";

    private static readonly string[] Encrypt = ["kms:Decrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext"];

    // What AWS's own policy of a key allows as kms:*, without to encrypt and to decrypt by it.
    private static readonly string[] Administer =
    [
        "kms:CancelKeyDeletion",
        "kms:DescribeKey",
        "kms:DisableKey",
        "kms:DisableKeyRotation",
        "kms:EnableKey",
        "kms:EnableKeyRotation",
        "kms:GetKeyPolicy",
        "kms:GetKeyRotationStatus",
        "kms:ListGrants",
        "kms:ListKeyPolicies",
        "kms:ListResourceTags",
        "kms:PutKeyPolicy",
        "kms:ScheduleKeyDeletion",
        "kms:TagResource",
        "kms:UntagResource",
        "kms:UpdateKeyDescription",
    ];

    public Notifications(string name, NotificationsArgs args, ComponentResourceOptions? options = null)
        : base("vignette:infra:Notifications", $"{name}-notifications", options)
    {
        ArgumentNullException.ThrowIfNull(args);
        var child = new CustomResourceOptions { Parent = this };
        var account = CallingAccount.Of(this);
        var key = new Key($"{name}-notifications-key", new KeyArgs
        {
            Description = "Encrypts what alarms say.",
            EnableKeyRotation = true,
            Policy = account.Apply(known => KeyPolicy(known)),
        }, child);
        var topic = new Topic($"{name}-notifications-topic", new TopicArgs { KmsMasterKeyId = key.Id, DisplayName = "Vignette" }, child);
        var policy = new TopicPolicy($"{name}-notifications-policy", new TopicPolicyArgs { Arn = topic.Arn, Policy = WhoMayPublish(topic.Arn, account) }, child);
        _ = new TopicSubscription($"{name}-notifications-email", new TopicSubscriptionArgs { Topic = topic.Arn, Protocol = "email", Endpoint = args.Email }, child);

        TopicArn = policy.Arn;
        RegisterOutputs(new Dictionary<string, object?> { ["topicArn"] = TopicArn });
    }

    /// <summary>Known once alarms may be sent there.</summary>
    public Output<string> TopicArn { get; }

    /// <summary>In a key's policy every resource is the key.</summary>
    private static Output<string> KeyPolicy(string account)
    {
        var key = Output.Create("*");
        return PolicyDocument.Of(
            new PolicyStatement
            {
                Sid = "Administer",
                Principal = new Dictionary<string, string> { ["AWS"] = $"arn:aws:iam::{account}:root" },
                Action = Administer,
                Resource = [key],
            },
            new PolicyStatement { Sid = "Alarms", Principal = PolicyStatement.Service(Alarms), Action = Encrypt, Resource = [key], Condition = Of(Output.Create(account)) },
            // RDS does not say to the key for whom it asks; it does say so to the topic.
            new PolicyStatement { Sid = "DatabaseEvents", Principal = PolicyStatement.Service(DatabaseEvents), Action = Encrypt, Resource = [key] });
    }

    private static Output<string> WhoMayPublish(Output<string> topic, Output<string> account) => PolicyDocument.Of(
        new PolicyStatement { Sid = "Alarms", Principal = PolicyStatement.Service(Alarms), Action = ["sns:Publish"], Resource = [topic], Condition = Of(account) },
        new PolicyStatement { Sid = "DatabaseEvents", Principal = PolicyStatement.Service(DatabaseEvents), Action = ["sns:Publish"], Resource = [topic], Condition = Of(account) },
        new PolicyStatement
        {
            Sid = "WithoutTls",
            Effect = "Deny",
            Principal = "*",
            Action = ["sns:Publish"],
            Resource = [topic],
            Condition = new Dictionary<string, Dictionary<string, Output<string>>> { ["Bool"] = new() { ["aws:SecureTransport"] = Output.Create("false") } },
        });

    /// <summary>For this account alone.</summary>
    private static Dictionary<string, Dictionary<string, Output<string>>> Of(Output<string> account) =>
        new() { ["StringEquals"] = new() { ["aws:SourceAccount"] = account } };
}
