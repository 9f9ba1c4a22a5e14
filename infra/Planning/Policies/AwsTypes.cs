namespace Vignette.Planning.Policies;

/// <summary>The types of resources that controls know.</summary>
internal static class AwsTypes
{
    public const string Alarm = "aws:cloudwatch/metricAlarm:MetricAlarm";
    public const string AutoScalingGroup = "aws:autoscaling/group:Group";
    public const string BackupSelection = "aws:backup/selection:Selection";
    public const string Bucket = "aws:s3/bucket:Bucket";
    public const string BucketAcl = "aws:s3/bucketAcl:BucketAcl";
    public const string BucketEncryption = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
    public const string BucketLifecycle = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
    public const string BucketLogging = "aws:s3/bucketLogging:BucketLogging";
    public const string BucketNotification = "aws:s3/bucketNotification:BucketNotification";
    public const string BucketOwnership = "aws:s3/bucketOwnershipControls:BucketOwnershipControls";
    public const string BucketPolicy = "aws:s3/bucketPolicy:BucketPolicy";
    public const string BucketPublicAccessBlock = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
    public const string BucketVersioning = "aws:s3/bucketVersioning:BucketVersioning";
    public const string Certificate = "aws:acm/certificate:Certificate";
    public const string DatabaseEvents = "aws:rds/eventSubscription:EventSubscription";
    public const string DatabaseInstance = "aws:rds/instance:Instance";
    public const string DefaultNetworkAcl = "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl";
    public const string DefaultSecurityGroup = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
    public const string EgressRule = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
    public const string FlowLog = "aws:ec2/flowLog:FlowLog";
    public const string Function = "aws:lambda/function:Function";
    public const string FunctionPermission = "aws:lambda/permission:Permission";
    public const string IngressRule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
    public const string InstanceProfile = "aws:iam/instanceProfile:InstanceProfile";
    public const string Key = "aws:kms/key:Key";
    public const string LaunchTemplate = "aws:ec2/launchTemplate:LaunchTemplate";
    public const string Listener = "aws:lb/listener:Listener";
    public const string ListenerRule = "aws:lb/listenerRule:ListenerRule";
    public const string LoadBalancer = "aws:lb/loadBalancer:LoadBalancer";
    public const string LogGroup = "aws:cloudwatch/logGroup:LogGroup";
    public const string NetworkAcl = "aws:ec2/networkAcl:NetworkAcl";
    public const string Provider = "pulumi:providers:aws";
    public const string Queue = "aws:sqs/queue:Queue";
    public const string QueuePolicy = "aws:sqs/queuePolicy:QueuePolicy";
    public const string Record = "aws:route53/record:Record";
    public const string Repository = "aws:ecr/repository:Repository";
    public const string RepositoryLifecycle = "aws:ecr/lifecyclePolicy:LifecyclePolicy";
    public const string Role = "aws:iam/role:Role";
    public const string RolePolicy = "aws:iam/rolePolicy:RolePolicy";
    public const string RolePolicyAttachment = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
    public const string Route = "aws:ec2/route:Route";
    public const string RouteTable = "aws:ec2/routeTable:RouteTable";
    public const string RouteTableAssociation = "aws:ec2/routeTableAssociation:RouteTableAssociation";
    public const string SecurityGroup = "aws:ec2/securityGroup:SecurityGroup";
    public const string Subnet = "aws:ec2/subnet:Subnet";
    public const string TargetGroup = "aws:lb/targetGroup:TargetGroup";
    public const string Topic = "aws:sns/topic:Topic";
    public const string TopicPolicy = "aws:sns/topicPolicy:TopicPolicy";
    public const string UserPool = "aws:cognito/userPool:UserPool";
    public const string UserPoolClient = "aws:cognito/userPoolClient:UserPoolClient";
    public const string Vpc = "aws:ec2/vpc:Vpc";
    public const string VpcEndpoint = "aws:ec2/vpcEndpoint:VpcEndpoint";
    public const string WebAcl = "aws:wafv2/webAcl:WebAcl";
    public const string WebAclAssociation = "aws:wafv2/webAclAssociation:WebAclAssociation";
    public const string WebAclLogging = "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration";

    /// <summary>The policies of those who act.</summary>
    public static IReadOnlyList<string> IdentityPolicies { get; } =
        [RolePolicy, "aws:iam/policy:Policy", "aws:iam/userPolicy:UserPolicy", "aws:iam/groupPolicy:GroupPolicy"];
}
