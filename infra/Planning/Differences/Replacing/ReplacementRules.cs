namespace Vignette.Planning.Differences.Replacing;

/// <summary>
/// The inputs that force a new resource, of every type that this project's plans have. A type that is not here is taken to be
/// changed in place; a test fails where a plan has one. The inputs are those that the provider's own source marks, by the
/// names that they have in Pulumi; where it has a condition that can hold in our plans, it is taken to hold.
/// </summary>
public static class ReplacementRules
{
    private const string TerraformAws = "https://github.com/hashicorp/terraform-provider-aws/blob/";
    private const string TerraformRandom = "https://github.com/hashicorp/terraform-provider-random/blob/ad788e233bb42be5ecad3ba8f43de0d9d9dc7185/internal/provider/";
    private const string PulumiDocker = "https://github.com/pulumi/pulumi-docker/blob/237b7899bb513613a7645e74d6981c12d054dcc7/provider/";

    /// <summary>Whom a rule of a security group is about.</summary>
    private static readonly string[] Peers = ["cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId"];

    /// <summary>In the order of the types.</summary>
    public static IReadOnlyList<ReplacingInputs> All { get; } =
    [
        Read("acm/certificate:Certificate", "acm/certificate.go", "01661ea3cbe6b07ed725b03c587d24ceb464484a", "certificateAuthorityArn", "domainName", "keyAlgorithm", "subjectAlternativeNames", "validationMethod", "validationOptions"),
        Read("acm/certificateValidation:CertificateValidation", "acm/certificate_validation.go", "004eea7f9b6658d88d652e89e10c7520a10ad6b8", "certificateArn", "validationRecordFqdns"),
        Remembered("autoscaling/group:Group", "autoscaling/group.go", "name", "namePrefix"),
        Remembered("autoscaling/policy:Policy", "autoscaling/policy.go", "autoscalingGroupName", "name"),
        Remembered("budgets/budget:Budget", "budgets/budget.go", "accountId", "name", "namePrefix"),
        Read("cloudwatch/dashboard:Dashboard", "cloudwatch/dashboard.go", "0620f2a6a126dfcbc4aecbc9a117b0fbea1656ff", "dashboardName"),
        Read("cloudwatch/eventArchive:EventArchive", "events/archive.go", "0015017ad4056c21b70ab87f24a39c720202878f", "eventSourceArn", "name"),
        Remembered("cloudwatch/eventRule:EventRule", "events/rule.go", "eventBusName", "name", "namePrefix"),
        Remembered("cloudwatch/eventTarget:EventTarget", "events/target.go", "eventBusName", "rule", "targetId"),
        Read("cloudwatch/logGroup:LogGroup", "logs/group.go", "0073593e7d6993ba482409f4dc35438daaa79bb3", "logGroupClass", "name", "namePrefix"),
        Remembered("cloudwatch/metricAlarm:MetricAlarm", "cloudwatch/metric_alarm.go", "name"),
        Read("cognito/userPool:UserPool", "cognitoidp/user_pool.go", "015edb133ea64d879a0fdd1551d0c8daee7d4995", "aliasAttributes", "name", "usernameAttributes", "usernameConfiguration"),
        Read("cognito/userPoolClient:UserPoolClient", "cognitoidp/user_pool_client.go", "01f431114674c27cf790fafb67ac274bf8f765e1", "generateSecret", "userPoolId"),
        Read("cognito/userPoolDomain:UserPoolDomain", "cognitoidp/user_pool_domain.go", "01c08000ddb14181b5bd19201d8fca311dc570e4", "certificateArn", "domain", "userPoolId"),
        Remembered("ec2/defaultNetworkAcl:DefaultNetworkAcl", "ec2/vpc_default_network_acl.go", "defaultNetworkAclId"),
        Remembered("ec2/defaultSecurityGroup:DefaultSecurityGroup", "ec2/vpc_default_security_group.go", "vpcId"),
        Read("ec2/eip:Eip", "ec2/ec2_eip.go", "01606926a0c0ab9174aec440f976a48b0baee722", "address", "domain", "ipamPoolId", "networkBorderGroup", "publicIpv4Pool"),
        Remembered("ec2/flowLog:FlowLog", "ec2/vpc_flow_log.go", "deliverCrossAccountRole", "destinationOptions", "eniId", "iamRoleArn", "logDestination", "logDestinationType", "logFormat", "maxAggregationInterval", "regionalNatGatewayId", "subnetId", "trafficType", "transitGatewayAttachmentId", "transitGatewayId", "vpcId"),
        Read("ec2/internetGateway:InternetGateway", "ec2/vpc_internet_gateway.go", "08923b68b5ad6fcfdd38362fb5247e39a9b07add"),
        Remembered("ec2/launchTemplate:LaunchTemplate", "ec2/ec2_launch_template.go", "name", "namePrefix"),
        Remembered("ec2/natGateway:NatGateway", "ec2/vpc_nat_gateway.go", "allocationId", "availabilityMode", "connectivityType", "privateIp", "secondaryPrivateIpAddressCount", "subnetId", "vpcId"),
        Remembered("ec2/route:Route", "ec2/vpc_route.go", "destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId", "routeTableId"),
        Remembered("ec2/routeTable:RouteTable", "ec2/vpc_route_table.go", "vpcId"),
        Read("ec2/routeTableAssociation:RouteTableAssociation", "ec2/vpc_route_table_association.go", "0be71beb458ad8875e0acc5c91519c0ceeb214aa", "gatewayId", "subnetId"),
        Remembered("ec2/securityGroup:SecurityGroup", "ec2/vpc_security_group.go", "description", "name", "namePrefix", "vpcId"),
        Read("ec2/subnet:Subnet", "ec2/vpc_subnet.go", "00cda125a19d31754cb0d073cf551264c57955cb", "availabilityZone", "availabilityZoneId", "cidrBlock", "ipv4IpamPoolId", "ipv4NetmaskLength", "ipv6CidrBlock", "ipv6IpamPoolId", "ipv6Native", "ipv6NetmaskLength", "outpostArn", "vpcId"),
        Read("ec2/vpc:Vpc", "ec2/vpc_.go", "00081ce41cc691433ac19bf42227cdabffd0454d", "cidrBlock", "instanceTenancy", "ipv4IpamPoolId", "ipv4NetmaskLength"),
        Remembered("ec2/vpcEndpoint:VpcEndpoint", "ec2/vpc_endpoint.go", "resourceConfigurationArn", "serviceName", "serviceNetworkArn", "serviceRegion", "vpcEndpointType", "vpcId"),
        Read("ecr/lifecyclePolicy:LifecyclePolicy", "ecr/lifecycle_policy.go", "00a35305dc1b297a6fcdecdfbba33f1e63c3da39", "policy", "repository"),
        Read("ecr/repository:Repository", "ecr/repository.go", "0072eea2d6046230a1fb7717741c17fd2122175e", "encryptionConfigurations", "name"),
        Remembered("ecr/repositoryPolicy:RepositoryPolicy", "ecr/repository_policy.go", "repository"),
        Read("iam/instanceProfile:InstanceProfile", "iam/instance_profile.go", "013f1736b90439e5a19567a87d3e5cd11858c420", "name", "namePrefix", "path"),
        Remembered("iam/role:Role", "iam/role.go", "name", "namePrefix", "path"),
        Remembered("iam/rolePolicy:RolePolicy", "iam/role_policy.go", "name", "namePrefix", "role"),
        Read("iam/rolePolicyAttachment:RolePolicyAttachment", "iam/role_policy_attachment.go", "04c79849dbe7fbe76c3054b364357bcdaade9ac5", "policyArn", "role"),
        Read("kms/key:Key", "kms/key.go", "00a35305dc1b297a6fcdecdfbba33f1e63c3da39", "customKeyStoreId", "customerMasterKeySpec", "keyUsage", "multiRegion", "xksKeyId"),
        Remembered("lambda/eventSourceMapping:EventSourceMapping", "lambda/event_source_mapping.go", "eventSourceArn", "queues", "selfManagedEventSource", "startingPosition", "startingPositionTimestamp", "topics"),
        Remembered("lambda/function:Function", "lambda/function.go", "name", "packageType", "tenancyConfig"),
        Read("lambda/functionEventInvokeConfig:FunctionEventInvokeConfig", "lambda/function_event_invoke_config.go", "01606926a0c0ab9174aec440f976a48b0baee722", "functionName", "qualifier"),
        Read("lambda/invocation:Invocation", "lambda/invocation.go", "0133e9ef35552b7396cf6cbd9b98bccfd24c7c26", "functionName", "input", "qualifier", "triggers"),
        Remembered("lambda/permission:Permission", "lambda/permission.go", "action", "eventSourceToken", "function", "functionUrlAuthType", "invokedViaFunctionUrl", "principal", "principalOrgId", "qualifier", "sourceAccount", "sourceArn", "statementId", "statementIdPrefix"),
        Remembered("lb/listener:Listener", "elbv2/listener.go", "loadBalancerArn"),
        Read("lb/listenerRule:ListenerRule", "elbv2/listener_rule.go", "032c4f076a6cb8e54a85cb60f237cb80ab18b36b", "listenerArn"),
        Read("lb/loadBalancer:LoadBalancer", "elbv2/load_balancer.go", "00edc94be7a89c4c485415cdec27094875f61bfc", "customerOwnedIpv4Pool", "internal", "loadBalancerType", "name", "namePrefix", "subnetMappings"),
        Remembered("lb/targetGroup:TargetGroup", "elbv2/target_group.go", "ipAddressType", "name", "namePrefix", "port", "protocol", "protocolVersion", "targetControlPort", "targetType", "vpcId"),
        Remembered("lb/targetGroupAttachment:TargetGroupAttachment", "elbv2/target_group_attachment.go", "availabilityZone", "port", "quicServerId", "targetGroupArn", "targetId"),
        Remembered("rds/eventSubscription:EventSubscription", "rds/event_subscription.go", "name", "namePrefix"),
        Remembered("rds/instance:Instance", "rds/instance.go", "availabilityZone", "backupTarget", "characterSetName", "customIamInstanceProfile", "dbName", "engine", "kmsKeyId", "ncharCharacterSetName", "restoreToPointInTime", "s3Import", "snapshotIdentifier", "storageEncrypted", "timezone", "username"),
        Read("rds/parameterGroup:ParameterGroup", "rds/parameter_group.go", "01606926a0c0ab9174aec440f976a48b0baee722", "description", "family", "name", "namePrefix"),
        Read("rds/subnetGroup:SubnetGroup", "rds/subnet_group.go", "01c08000ddb14181b5bd19201d8fca311dc570e4", "name", "namePrefix"),
        Read("route53/record:Record", "route53/record.go", "00655c1681ea1e49ab10cd32d3f8bee372b2095b", "name", "zoneId"),
        Remembered("s3/bucket:Bucket", "s3/bucket.go", "bucket", "bucketNamespace", "bucketPrefix", "objectLockEnabled"),
        Remembered("s3/bucketCorsConfiguration:BucketCorsConfiguration", "s3/bucket_cors_configuration.go", "bucket", "expectedBucketOwner"),
        Remembered("s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", "s3/bucket_lifecycle_configuration.go", "bucket", "expectedBucketOwner"),
        Remembered("s3/bucketLogging:BucketLogging", "s3/bucket_logging.go", "bucket", "expectedBucketOwner"),
        Read("s3/bucketNotification:BucketNotification", "s3/bucket_notification.go", "033c721bf1eda7db79395cd73acb54c7efa57ffc", "bucket"),
        Read("s3/bucketOwnershipControls:BucketOwnershipControls", "s3/bucket_ownership_controls.go", "01c08000ddb14181b5bd19201d8fca311dc570e4", "bucket"),
        Remembered("s3/bucketPolicy:BucketPolicy", "s3/bucket_policy.go", "bucket"),
        Read("s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "s3/bucket_public_access_block.go", "01606926a0c0ab9174aec440f976a48b0baee722", "bucket"),
        Remembered("s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", "s3/bucket_server_side_encryption_configuration.go", "bucket", "expectedBucketOwner"),
        Remembered("s3/bucketVersioning:BucketVersioning", "s3/bucket_versioning.go", "bucket", "expectedBucketOwner"),
        Remembered("sns/topic:Topic", "sns/topic.go", "fifoTopic", "name", "namePrefix"),
        Remembered("sns/topicPolicy:TopicPolicy", "sns/topic_policy.go", "arn"),
        Read("sns/topicSubscription:TopicSubscription", "sns/topic_subscription.go", "04a2e6e5bc625ec85ea8c678219b483fc674877e", "endpoint", "protocol", "topic"),
        Read("sqs/queue:Queue", "sqs/queue.go", "00a35305dc1b297a6fcdecdfbba33f1e63c3da39", "fifoQueue", "name", "namePrefix"),
        Read("sqs/queuePolicy:QueuePolicy", "sqs/queue_policy.go", "0148137dc6fb802b97b74036846777ab15c0f9ad", "queueUrl"),
        Remembered("sqs/redriveAllowPolicy:RedriveAllowPolicy", "sqs/queue_redrive_allow_policy.go", "queueUrl"),
        Remembered("vpc/securityGroupEgressRule:SecurityGroupEgressRule", "ec2/vpc_security_group_egress_rule.go", "securityGroupId") with { Switches = Peers },
        Remembered("vpc/securityGroupIngressRule:SecurityGroupIngressRule", "ec2/vpc_security_group_ingress_rule.go", "securityGroupId") with { Switches = Peers },
        Remembered("wafv2/webAcl:WebAcl", "wafv2/web_acl.go", "name", "namePrefix", "scope"),
        Read("wafv2/webAclAssociation:WebAclAssociation", "wafv2/web_acl_association.go", "011a8eed43ed7763ef9de18cbb776eb29c762452", "resourceArn", "webAclArn"),
        Read("wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration", "wafv2/web_acl_logging_configuration.go", "012f18cf44eca0a93072002dafc5e45823fc281e", "logDestinationConfigs", "resourceArn"),
        new("docker:index/image:Image", new Uri(PulumiDocker + "provider.go")) { IsRead = true },
        new("random:index/randomId:RandomId", new Uri(TerraformRandom + "resource_id.go"), "byteLength", "keepers", "prefix") { IsRead = true },
        new(
            "random:index/randomPassword:RandomPassword",
            new Uri(TerraformRandom + "resource_password.go"),
            "keepers", "length", "lower", "minLower", "minNumeric", "minSpecial", "minUpper", "number", "numeric", "overrideSpecial", "special", "upper") { IsRead = true },
    ];

    /// <summary>What is known of a type; null where nobody looked.</summary>
    public static ReplacingInputs? Of(string type) => All.FirstOrDefault(rule => rule.Type == type);

    /// <param name="commit">The one that the file was read at.</param>
    private static ReplacingInputs Read(string type, string file, string commit, params IReadOnlyList<string> inputs) => new($"aws:{type}", Source(file, commit), inputs) { IsRead = true };

    private static ReplacingInputs Remembered(string type, string file, params IReadOnlyList<string> inputs) => new($"aws:{type}", Source(file, "main"), inputs);

    private static Uri Source(string file, string commit) => new($"{TerraformAws}{commit}/internal/service/{file}");
}
