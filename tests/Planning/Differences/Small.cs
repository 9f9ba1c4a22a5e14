using Vignette.Planning.Costs;
using Vignette.Planning.Tests.Rig;

namespace Vignette.Planning.Tests.Differences;

/// <summary>A small plan in which each thing that a difference can be about is once, and which no change of the stack makes stale.</summary>
internal static class Small
{
    public const string Allow = """{"Version":"2012-10-17","Statement":[{"Sid":"Originals","Effect":"Allow","Action":["s3:GetObject"],"Resource":["${originals.arn}/*"]}]}""";

    public static Plan Plan { get; } = Plans.Of(
        Plans.Resource("vpc", """{ "cidrBlock": "10.0.0.0/16" }""", type: "aws:ec2/vpc:Vpc"),
        Plans.Resource("private", """{ "cidrBlock": "10.0.1.0/24", "vpcId": "${vpc.id}" }""", type: "aws:ec2/subnet:Subnet"),
        Plans.Resource("hosts", """{ "description": "Hosts.", "vpcId": "${vpc.id}" }""", type: "aws:ec2/securityGroup:SecurityGroup"),
        Plans.Resource("http", """{ "cidrIpv4": "10.0.0.0/16", "fromPort": 80, "ipProtocol": "tcp", "securityGroupId": "${hosts.id}", "toPort": 80 }""", type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"),
        Plans.Resource("database", """{ "backupRetentionPeriod": 14, "deletionProtection": true, "engine": "mysql", "instanceClass": "db.t4g.micro", "password": "[secret]", "publiclyAccessible": false, "storageEncrypted": true }""", type: "aws:rds/instance:Instance"),
        Plans.Resource("originals", """{ "forceDestroy": false }"""),
        Plans.Resource("originals-block", """{ "blockPublicAcls": true, "blockPublicPolicy": true, "bucket": "${originals.id}", "ignorePublicAcls": true, "restrictPublicBuckets": true }""", type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"),
        Plans.Resource("originals-lifecycle", """{ "bucket": "${originals.id}", "rules": [ { "expiration": { "days": 90 }, "id": "expire", "status": "Enabled" } ] }""", type: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"),
        Plans.Resource("messages", """{ "messageRetentionSeconds": 86400 }""", type: "aws:sqs/queue:Queue"),
        Plans.Resource("caption-role", """{ "assumeRolePolicy": "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"lambda.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}" }""", type: "aws:iam/role:Role"),
        Plans.Resource("caption-policy", $$"""{ "policy": {{System.Text.Json.JsonSerializer.Serialize(Allow)}}, "role": "${caption-role.id}" }""", type: "aws:iam/rolePolicy:RolePolicy"),
        Plans.Resource("caption", """{ "memorySize": 512, "role": "${caption-role.arn}" }""", type: "aws:lambda/function:Function"),
        Plans.Resource("mapping", """{ "eventSourceArn": "${messages.arn}", "functionName": "${caption.arn}" }""", type: "aws:lambda/eventSourceMapping:EventSourceMapping"),
        Plans.Resource("template", """{ "userData": "IyEvYmluL3NoCnNldCAtZQpkb2NrZXIgcnVuIGEKZXhpdCAwCg==" }""", type: "aws:ec2/launchTemplate:LaunchTemplate"));

    /// <summary>Prices that stay: a month of the database by its class, a million images by the function's memory.</summary>
    public static CostEstimate Estimate(Plan plan) => new(
        [.. plan.OfType("aws:rds/instance:Instance").Select(db => Line(db, "database", db.Text("instanceClass") == "db.t4g.micro" ? 10m : 25m))],
        [.. plan.OfType("aws:lambda/function:Function").Select(function => Line(function, "function", (decimal)(function.Number("memorySize") ?? 0) / 100))],
        []);

    public static Planning.Differences.PlanDifference Difference(Func<Plan, Plan> change) => Planning.Differences.PlanDifference.Between(Plan, change(Plan), Estimate);

    private static CostLine Line(PlannedResource resource, string price, decimal amount) => new(resource.Name, resource.Type, price, 1, amount);
}
