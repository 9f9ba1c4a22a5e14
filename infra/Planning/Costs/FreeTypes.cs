using System.Collections.Immutable;

namespace Vignette.Planning.Costs;

/// <summary>Types of resources that cost nothing themselves, each with the reason.</summary>
public static class FreeTypes
{
    private const string Network = "Networks cost nothing; what connects them to others does.";
    private const string Access = "IAM costs nothing.";
    private const string Configuration = "It configures what is paid for.";
    private const string Local = "It is made by Pulumi, where it runs.";

    public static ImmutableSortedDictionary<string, string> Reasons { get; } = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal,
    [
        KeyValuePair.Create("aws:acm/certificate:Certificate", "Public certificates that cannot be exported cost nothing."),
        KeyValuePair.Create("aws:acm/certificateValidation:CertificateValidation", Configuration),
        KeyValuePair.Create("aws:autoscaling/policy:Policy", "Auto Scaling costs nothing; its hosts do."),
        KeyValuePair.Create("aws:budgets/budget:Budget", "Budgets without actions cost nothing."),
        KeyValuePair.Create("aws:cloudwatch/eventTarget:EventTarget", "What a rule matches is paid for once, as the event."),
        KeyValuePair.Create("aws:cognito/userPoolClient:UserPoolClient", "Users are paid for; clients that sign people in are not."),
        KeyValuePair.Create("aws:cognito/userPoolDomain:UserPoolDomain", "Users are paid for; the pages are not."),
        KeyValuePair.Create("aws:ec2/defaultNetworkAcl:DefaultNetworkAcl", Network),
        KeyValuePair.Create("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", Network),
        KeyValuePair.Create("aws:ec2/internetGateway:InternetGateway", Network),
        KeyValuePair.Create("aws:ec2/launchTemplate:LaunchTemplate", "The group's hosts are paid for."),
        KeyValuePair.Create("aws:ec2/route:Route", Network),
        KeyValuePair.Create("aws:ec2/routeTable:RouteTable", Network),
        KeyValuePair.Create("aws:ec2/routeTableAssociation:RouteTableAssociation", Network),
        KeyValuePair.Create("aws:ec2/securityGroup:SecurityGroup", Network),
        KeyValuePair.Create("aws:ec2/subnet:Subnet", Network),
        KeyValuePair.Create("aws:ec2/vpc:Vpc", Network),
        KeyValuePair.Create("aws:ecr/lifecyclePolicy:LifecyclePolicy", Configuration),
        KeyValuePair.Create("aws:ecr/repositoryPolicy:RepositoryPolicy", Configuration),
        KeyValuePair.Create("aws:iam/instanceProfile:InstanceProfile", Access),
        KeyValuePair.Create("aws:iam/role:Role", Access),
        KeyValuePair.Create("aws:iam/rolePolicy:RolePolicy", Access),
        KeyValuePair.Create("aws:iam/rolePolicyAttachment:RolePolicyAttachment", Access),
        KeyValuePair.Create("aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig", Configuration),
        KeyValuePair.Create("aws:lambda/invocation:Invocation", "Once a deployment, some seconds of a function."),
        KeyValuePair.Create("aws:lambda/permission:Permission", Configuration),
        KeyValuePair.Create("aws:lb/listener:Listener", "The load balancer is paid for."),
        KeyValuePair.Create("aws:lb/listenerRule:ListenerRule", "A few rules: what is paid for begins with the eleventh."),
        KeyValuePair.Create("aws:lb/targetGroup:TargetGroup", "The load balancer is paid for."),
        KeyValuePair.Create("aws:lb/targetGroupAttachment:TargetGroupAttachment", "The load balancer is paid for."),
        KeyValuePair.Create("aws:rds/eventSubscription:EventSubscription", Configuration),
        KeyValuePair.Create("aws:rds/parameterGroup:ParameterGroup", Configuration),
        KeyValuePair.Create("aws:rds/subnetGroup:SubnetGroup", Configuration),
        KeyValuePair.Create("aws:route53/record:Record", "Zones and queries are paid for, and queries of an alias of a load balancer are not; the zone was there before."),
        KeyValuePair.Create("aws:s3/bucketCorsConfiguration:BucketCorsConfiguration", Configuration),
        KeyValuePair.Create("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", "What expires costs nothing; nothing moves to another class."),
        KeyValuePair.Create("aws:s3/bucketLogging:BucketLogging", Configuration),
        KeyValuePair.Create("aws:s3/bucketOwnershipControls:BucketOwnershipControls", Configuration),
        KeyValuePair.Create("aws:s3/bucketPolicy:BucketPolicy", Configuration),
        KeyValuePair.Create("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", Configuration),
        KeyValuePair.Create("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", "S3's own keys cost nothing."),
        KeyValuePair.Create("aws:s3/bucketVersioning:BucketVersioning", Configuration),
        KeyValuePair.Create("aws:sns/topic:Topic", "A few e-mails a month, of a thousand that cost nothing."),
        KeyValuePair.Create("aws:sns/topicPolicy:TopicPolicy", Configuration),
        KeyValuePair.Create("aws:sns/topicSubscription:TopicSubscription", Configuration),
        KeyValuePair.Create("aws:sqs/queuePolicy:QueuePolicy", Configuration),
        KeyValuePair.Create("aws:sqs/redriveAllowPolicy:RedriveAllowPolicy", Configuration),
        KeyValuePair.Create("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", Network),
        KeyValuePair.Create("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", Network),
        KeyValuePair.Create("aws:wafv2/webAclAssociation:WebAclAssociation", Configuration),
        KeyValuePair.Create("aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration", "The log group is paid for."),
        KeyValuePair.Create("docker:index/image:Image", Local),
        KeyValuePair.Create("pulumi:providers:aws", Local),
        KeyValuePair.Create("random:index/randomId:RandomId", Local),
        KeyValuePair.Create("random:index/randomPassword:RandomPassword", Local),
    ]);
}
