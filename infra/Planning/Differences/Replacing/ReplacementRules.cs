namespace Vignette.Planning.Differences.Replacing;

/// <summary>
/// The inputs that force a new resource, of every type that this project's plans have. A type that is not here is taken to be
/// changed in place; a test fails where a plan has one. The inputs are those that the provider's own source marks, by the
/// names that they have in Pulumi.
/// </summary>
public static class ReplacementRules
{
    private const string TerraformAws = "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/";
    private const string TerraformRandom = "https://github.com/hashicorp/terraform-provider-random/blob/main/internal/provider/";
    private const string PulumiDocker = "https://github.com/pulumi/pulumi-docker/blob/master/provider/";

    /// <summary>Whom a rule of a security group is about.</summary>
    private static readonly string[] Peers = ["cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId"];

    /// <summary>In the order of the types.</summary>
    public static IReadOnlyList<ReplacingInputs> All { get; } =
    [
        Aws("acm/certificate:Certificate", "acm/certificate.go", "certificateAuthorityArn", "domainName", "keyAlgorithm", "subjectAlternativeNames", "validationMethod", "validationOptions"),
        Aws("acm/certificateValidation:CertificateValidation", "acm/certificate_validation.go", "certificateArn", "validationRecordFqdns"),
        Aws("autoscaling/group:Group", "autoscaling/group.go", "name", "namePrefix"),
        Aws("autoscaling/policy:Policy", "autoscaling/policy.go", "autoscalingGroupName", "name"),
        Aws("budgets/budget:Budget", "budgets/budget.go", "accountId", "name", "namePrefix"),
        Aws("cloudwatch/dashboard:Dashboard", "cloudwatch/dashboard.go", "dashboardName"),
        Aws("cloudwatch/eventArchive:EventArchive", "events/archive.go", "eventSourceArn", "name"),
        Aws("cloudwatch/eventRule:EventRule", "events/rule.go", "eventBusName", "name", "namePrefix"),
        Aws("cloudwatch/eventTarget:EventTarget", "events/target.go", "eventBusName", "rule", "targetId"),
        Aws("cloudwatch/logGroup:LogGroup", "logs/group.go", "logGroupClass", "name", "namePrefix"),
        Aws("cloudwatch/metricAlarm:MetricAlarm", "cloudwatch/metric_alarm.go", "name"),
        Aws("ec2/defaultNetworkAcl:DefaultNetworkAcl", "ec2/vpc_default_network_acl.go", "defaultNetworkAclId"),
        Aws("ec2/defaultSecurityGroup:DefaultSecurityGroup", "ec2/vpc_default_security_group.go", "vpcId"),
        Aws("ec2/eip:Eip", "ec2/ec2_eip.go", "address", "customerOwnedIpv4Pool", "domain", "ipamPoolId", "networkBorderGroup", "publicIpv4Pool"),
        Aws("ec2/flowLog:FlowLog", "ec2/vpc_flow_log.go", "deliverCrossAccountRole", "destinationOptions", "eniId", "iamRoleArn", "logDestination", "logDestinationType", "logFormat", "maxAggregationInterval", "regionalNatGatewayId", "subnetId", "trafficType", "transitGatewayAttachmentId", "transitGatewayId", "vpcId"),
        Aws("ec2/internetGateway:InternetGateway", "ec2/vpc_internet_gateway.go"),
        Aws("ec2/launchTemplate:LaunchTemplate", "ec2/ec2_launch_template.go", "name", "namePrefix"),
        Aws("ec2/natGateway:NatGateway", "ec2/vpc_nat_gateway.go", "allocationId", "availabilityMode", "connectivityType", "privateIp", "secondaryPrivateIpAddressCount", "subnetId", "vpcId"),
        Aws("ec2/route:Route", "ec2/vpc_route.go", "destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId", "routeTableId"),
        Aws("ec2/routeTable:RouteTable", "ec2/vpc_route_table.go", "vpcId"),
        Aws("ec2/routeTableAssociation:RouteTableAssociation", "ec2/vpc_route_table_association.go", "gatewayId", "subnetId"),
        Aws("ec2/securityGroup:SecurityGroup", "ec2/vpc_security_group.go", "description", "name", "namePrefix", "vpcId"),
        Aws("ec2/subnet:Subnet", "ec2/vpc_subnet.go", "availabilityZone", "availabilityZoneId", "cidrBlock", "ipv4IpamPoolId", "ipv4NetmaskLength", "ipv6Native", "outpostArn", "vpcId"),
        Aws("ec2/vpc:Vpc", "ec2/vpc_.go", "cidrBlock", "ipv4IpamPoolId", "ipv4NetmaskLength"),
        Aws("ec2/vpcEndpoint:VpcEndpoint", "ec2/vpc_endpoint.go", "resourceConfigurationArn", "serviceName", "serviceNetworkArn", "serviceRegion", "vpcEndpointType", "vpcId"),
        Aws("ecr/lifecyclePolicy:LifecyclePolicy", "ecr/lifecycle_policy.go", "policy", "repository"),
        Aws("ecr/repository:Repository", "ecr/repository.go", "encryptionConfigurations", "name"),
        Aws("ecr/repositoryPolicy:RepositoryPolicy", "ecr/repository_policy.go", "repository"),
        Aws("iam/instanceProfile:InstanceProfile", "iam/instance_profile.go", "name", "namePrefix", "path"),
        Aws("iam/role:Role", "iam/role.go", "name", "namePrefix", "path"),
        Aws("iam/rolePolicy:RolePolicy", "iam/role_policy.go", "name", "namePrefix", "role"),
        Aws("iam/rolePolicyAttachment:RolePolicyAttachment", "iam/role_policy_attachment.go", "policyArn", "role"),
        Aws("kms/key:Key", "kms/key.go", "customKeyStoreId", "customerMasterKeySpec", "keyUsage", "multiRegion", "xksKeyId"),
        Aws("lambda/eventSourceMapping:EventSourceMapping", "lambda/event_source_mapping.go", "eventSourceArn", "queues", "selfManagedEventSource", "startingPosition", "startingPositionTimestamp", "topics"),
        Aws("lambda/function:Function", "lambda/function.go", "name", "packageType", "tenancyConfig"),
        Aws("lambda/functionEventInvokeConfig:FunctionEventInvokeConfig", "lambda/function_event_invoke_config.go", "functionName", "qualifier"),
        Aws("lambda/invocation:Invocation", "lambda/invocation.go", "functionName", "input", "qualifier", "triggers"),
        Aws("lambda/permission:Permission", "lambda/permission.go", "action", "eventSourceToken", "function", "functionUrlAuthType", "invokedViaFunctionUrl", "principal", "principalOrgId", "qualifier", "sourceAccount", "sourceArn", "statementId", "statementIdPrefix"),
        Aws("lb/listener:Listener", "elbv2/listener.go", "loadBalancerArn"),
        Aws("lb/loadBalancer:LoadBalancer", "elbv2/load_balancer.go", "customerOwnedIpv4Pool", "internal", "loadBalancerType", "name", "namePrefix"),
        Aws("lb/targetGroup:TargetGroup", "elbv2/target_group.go", "ipAddressType", "name", "namePrefix", "port", "protocol", "protocolVersion", "targetControlPort", "targetType", "vpcId"),
        Aws("lb/targetGroupAttachment:TargetGroupAttachment", "elbv2/target_group_attachment.go", "availabilityZone", "port", "quicServerId", "targetGroupArn", "targetId"),
        Aws("rds/eventSubscription:EventSubscription", "rds/event_subscription.go", "name", "namePrefix"),
        Aws("rds/instance:Instance", "rds/instance.go", "availabilityZone", "backupTarget", "characterSetName", "customIamInstanceProfile", "dbName", "engine", "kmsKeyId", "ncharCharacterSetName", "restoreToPointInTime", "s3Import", "snapshotIdentifier", "storageEncrypted", "timezone", "username"),
        Aws("rds/parameterGroup:ParameterGroup", "rds/parameter_group.go", "description", "family", "name", "namePrefix"),
        Aws("rds/subnetGroup:SubnetGroup", "rds/subnet_group.go", "name", "namePrefix"),
        Aws("route53/record:Record", "route53/record.go", "name", "zoneId"),
        Aws("s3/bucket:Bucket", "s3/bucket.go", "bucket", "bucketNamespace", "bucketPrefix", "objectLockEnabled"),
        Aws("s3/bucketCorsConfiguration:BucketCorsConfiguration", "s3/bucket_cors_configuration.go", "bucket", "expectedBucketOwner"),
        Aws("s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", "s3/bucket_lifecycle_configuration.go", "bucket", "expectedBucketOwner"),
        Aws("s3/bucketLogging:BucketLogging", "s3/bucket_logging.go", "bucket", "expectedBucketOwner"),
        Aws("s3/bucketNotification:BucketNotification", "s3/bucket_notification.go", "bucket"),
        Aws("s3/bucketOwnershipControls:BucketOwnershipControls", "s3/bucket_ownership_controls.go", "bucket"),
        Aws("s3/bucketPolicy:BucketPolicy", "s3/bucket_policy.go", "bucket"),
        Aws("s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "s3/bucket_public_access_block.go", "bucket"),
        Aws("s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", "s3/bucket_server_side_encryption_configuration.go", "bucket", "expectedBucketOwner"),
        Aws("s3/bucketVersioning:BucketVersioning", "s3/bucket_versioning.go", "bucket", "expectedBucketOwner"),
        Aws("sns/topic:Topic", "sns/topic.go", "fifoTopic", "name", "namePrefix"),
        Aws("sns/topicPolicy:TopicPolicy", "sns/topic_policy.go", "arn"),
        Aws("sns/topicSubscription:TopicSubscription", "sns/topic_subscription.go", "endpoint", "protocol", "topic"),
        Aws("sqs/queue:Queue", "sqs/queue.go", "fifoQueue", "name", "namePrefix"),
        Aws("sqs/queuePolicy:QueuePolicy", "sqs/queue_policy.go", "queueUrl"),
        Aws("sqs/redriveAllowPolicy:RedriveAllowPolicy", "sqs/queue_redrive_allow_policy.go", "queueUrl"),
        Aws("vpc/securityGroupEgressRule:SecurityGroupEgressRule", "ec2/vpc_security_group_egress_rule.go", "securityGroupId") with { Switches = Peers },
        Aws("vpc/securityGroupIngressRule:SecurityGroupIngressRule", "ec2/vpc_security_group_ingress_rule.go", "securityGroupId") with { Switches = Peers },
        Aws("wafv2/webAcl:WebAcl", "wafv2/web_acl.go", "name", "namePrefix", "scope"),
        Aws("wafv2/webAclAssociation:WebAclAssociation", "wafv2/web_acl_association.go", "resourceArn", "webAclArn"),
        Aws("wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration", "wafv2/web_acl_logging_configuration.go", "resourceArn"),
        new("docker:index/image:Image", new Uri(PulumiDocker + "provider.go")),
        new("random:index/randomId:RandomId", new Uri(TerraformRandom + "resource_id.go"), "byteLength", "keepers", "prefix"),
        new(
            "random:index/randomPassword:RandomPassword",
            new Uri(TerraformRandom + "resource_password.go"),
            "keepers", "length", "lower", "minLower", "minNumeric", "minSpecial", "minUpper", "number", "numeric", "overrideSpecial", "special", "upper"),
    ];

    /// <summary>What is known of a type; null where nobody looked.</summary>
    public static ReplacingInputs? Of(string type) => All.FirstOrDefault(rule => rule.Type == type);

    private static ReplacingInputs Aws(string type, string file, params IReadOnlyList<string> inputs) => new($"aws:{type}", new Uri(TerraformAws + file), inputs);
}
