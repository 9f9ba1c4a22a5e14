using Vignette.Planning.Tests.Rig;

namespace Vignette.Planning.Tests.Policies;

/// <summary>What breaks the controls of functions, images, queues and rights.</summary>
internal static class ProcessingBreaches
{
    private const string Function = "vignette-caption";
    private const string Permissions = "vignette-caption-permissions";
    private const string Repository = "vignette-functions-repository";
    private const string Queue = "vignette-caption-messages";
    private const string Key = "vignette-environment-key";
    private const string GoogleKey = "AIzaSyA0123456789abcdefghijklmnopqrstuv";

    public static IReadOnlyList<Breach> All { get; } =
    [
        new("ECR.1", Repository, plan => plan.Without(Repository, "imageScanningConfiguration")),
        new("ECR.2", Repository, plan => plan.With(Repository, "imageTagMutability", "MUTABLE")),
        new("ECR.3", Repository, plan => plan.Without($"{Repository}-lifecycle")),
        new("Vignette.ImagePullers", $"{Repository}-policy", plan => plan.Allow($"{Repository}-policy", "policy", """{ "Effect": "Allow", "Principal": { "AWS": "*" }, "Action": "ecr:BatchGetImage" }""")),

        new("Lambda.1", "vignette-sweep", plan => plan.Without("vignette-sweep-invoke-permission", "sourceArn")),
        new("Lambda.1", "vignette-sweep", plan => plan.Without("vignette-sweep-invoke-permission", "sourceArn").With("vignette-sweep-invoke-permission", "principal", "*")),
        new("Lambda.2", Function, plan => plan.With(Function, "packageType", "Zip").With(Function, "runtime", "dotnet6")),
        new("Lambda.3", Function, plan => plan.Without(Function, "vpcConfig")),
        new("Lambda.5", Function, plan => plan.Without(Function, "vpcConfig.subnetIds.1")),
        new("Vignette.ImageDigest", Function, plan => plan.With(Function, "imageUri", "${vignette-functions-repository.repositoryUrl}:latest")),
        new("Vignette.EnvironmentKey", Function, plan => plan.Without(Function, "kmsKeyArn")),
        new("Vignette.FunctionLogs", Function, plan => plan.Without(Function, "loggingConfig")),
        new("Vignette.LogRetention", $"{Function}-logs", plan => plan.Without($"{Function}-logs", "retentionInDays")),
        new("Vignette.LogRetention", $"{Function}-logs", plan => plan.With($"{Function}-logs", "retentionInDays", 0)),

        new("SQS.1", Queue, plan => plan.With(Queue, "sqsManagedSseEnabled", false)),
        new("SQS.3", Queue, plan => plan.Allow($"{Queue}-policy", "policy", """{ "Effect": "Allow", "Principal": "*", "Action": "sqs:SendMessage", "Resource": "*" }""")),
        new("Vignette.QueueTls", Queue, plan => plan.Replace($"{Queue}-policy", "policy", "\"false\"", "\"true\"")),
        new("Vignette.QueueTls", Queue, plan => plan.Without($"{Queue}-policy")),

        new("KMS.1", "policy", plan => plan.Add("aws:iam/policy:Policy", "policy", """{ "policy": "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"kms:Decrypt\",\"Resource\":\"*\"}}" }""")) { Also = ["Vignette.Resources"] },
        new("KMS.2", Permissions, plan => Allow(plan, "kms:Decrypt", "arn:aws:kms:*:*:key/*")),
        new("KMS.2", Permissions, plan => Allow(plan, "kms:*", "*")) { Also = ["IAM.21", "Vignette.Actions", "Vignette.Resources"] },
        new("KMS.4", Key, plan => plan.With(Key, "enableKeyRotation", false)),
        new("KMS.5", Key, plan => plan.With(Key, "policy", """{ "Statement": [ { "Effect": "Allow", "Principal": { "AWS": [ "*" ] }, "Action": "kms:Decrypt", "Resource": "*" } ] }""")),
        new("IAM.1", Permissions, plan => Allow(plan, "*", "*")) { Also = ["IAM.21", "KMS.2", "Vignette.Actions", "Vignette.Resources"] },
        new("IAM.21", Permissions, plan => Allow(plan, "sqs:*", $"${{{Queue}.arn}}")) { Also = ["Vignette.Actions"] },
        new("Vignette.Actions", Permissions, plan => Allow(plan, "sqs:Get*", $"${{{Queue}.arn}}")),
        new("Vignette.Actions", Permissions, plan => plan.Allow(Permissions, "policy", """{ "Effect": "Allow", "NotAction": "iam:CreateUser", "Resource": "arn:aws:sqs:eu-central-1:123456789012:queue" }""")),
        new("Vignette.Actions", "vignette-originals-policy", plan => plan.Allow(
            "vignette-originals-policy", "policy", """{ "Effect": "Allow", "Principal": { "Service": "logging.s3.amazonaws.com" }, "Action": "s3:*", "Resource": "${vignette-originals.arn}/*" }""")),
        new("Vignette.Resources", Permissions, plan => Allow(plan, "sqs:SendMessage", "*")),
        new("Vignette.ServiceOnly", Permissions, plan => plan.Replace(Permissions, "policy", "lambda:SourceFunctionArn", "aws:SourceArn")),
        new("Vignette.ManagedPolicies", "vignette-database-monitoring-policy", plan => plan.With("vignette-database-monitoring-policy", "policyArn", "arn:aws:iam::aws:policy/AdministratorAccess")),

        new("Vignette.Trust", "vignette-caption-role", plan => plan.Allow("vignette-caption-role", "assumeRolePolicy", """{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::210987654321:root" }, "Action": "sts:AssumeRole" }""")),
        new("Vignette.Trust", "vignette-caption-role", plan => plan.Allow("vignette-caption-role", "assumeRolePolicy", """{ "Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole" }""")),

        new("Vignette.Secrets", Function, plan => plan.With(Function, "environment.variables.GEMINI_API_KEY", "value")),
        new("Vignette.Secrets", Function, plan => plan.With(Function, "environment.variables.DB_HOST", GoogleKey)),
        new("Vignette.Secrets", Function, plan => plan.With(Function, "description", $"Called with {GoogleKey}.")),
        new("Vignette.Secrets", Function, plan => plan.With(Function, "environment.variables.EXTRA", "kJ8sQ2vL0pXz7RtY4mWb9cNd1FgH")),
        new("Vignette.Secrets", "vignette-database-instance", plan => plan.With("vignette-database-instance", "password", "hunter2")),
        new("Vignette.Secrets", "vignette-migration", plan => plan.With("vignette-migration", "input", """{"connection":"mysql://vignette:hunter2@database"}""")),

        new("Vignette.DefaultTags", "vignette-aws", plan => plan.Without("vignette-aws", "defaultTags.tags.environment")),
        new("Vignette.DefaultTags", "vignette-aws", plan => plan.Without("vignette-aws", "defaultTags")),
    ];

    private static Plan Allow(Plan plan, string action, string resource) =>
        plan.Allow(Permissions, "policy", $$"""{ "Effect": "Allow", "Action": "{{action}}", "Resource": "{{resource}}" }""");
}
