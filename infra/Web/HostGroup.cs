using System.Globalization;
using System.Text;
using Pulumi;
using Pulumi.Aws.AutoScaling;
using Pulumi.Aws.AutoScaling.Inputs;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.Ec2;
using Pulumi.Aws.Ec2.Inputs;
using Pulumi.Aws.Ssm;

namespace Vignette.Infra.Web;

/// <summary>
/// Hosts of the gallery, as many as its requests need, over all zones. What they are made from has a number: a deployment
/// replaces them a few at a time, and takes itself back where an alarm rings.
/// </summary>
public sealed class HostGroup : ComponentResource
{
    /// <summary>How many hosts there are at most while they are replaced, in percent of what there should be.</summary>
    public const int MostDuringDeployment = 150;

    /// <summary>Where AWS says which image of Amazon Linux 2023 is the current one.</summary>
    private const string CurrentImage = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64";

    /// <summary>The root volume of Amazon Linux's images.</summary>
    private const string RootDevice = "/dev/xvda";

    /// <summary>GiB: the system, Docker and the image.</summary>
    private const int VolumeSize = 10;

    /// <summary>Seconds in which a host installs Docker, fetches its image and answers; until then it is not held unhealthy.</summary>
    private const int GracePeriod = 240;

    /// <summary>Seconds after which a host that answers has done its first requests: until then it does not count in what is measured.</summary>
    private const int Warmup = 120;

    /// <summary>A host is to have so many requests a minute: what the smallest type does without spending its processor's credit.</summary>
    private const int RequestsPerHost = 3000;

    internal HostGroup(string name, HostGroupArgs args, ComponentResourceOptions? options = null)
        : base("vignette:infra:HostGroup", $"{name}-host-group", options)
    {
        var child = new CustomResourceOptions { Parent = this };
        var logs = new LogGroup($"{name}-host-logs", new LogGroupArgs { RetentionInDays = args.LogRetentionDays }, child);
        var role = new HostRole(name, args, logs.Arn, new ComponentResourceOptions { Parent = this });
        var template = MakeTemplate(name, args, logs, role, child);
        var group = new Group($"{name}-hosts", new GroupArgs
        {
            MinSize = args.MinHosts,
            MaxSize = args.MaxHosts,
            VpcZoneIdentifiers = { args.SubnetIds },
            TargetGroupArns = { args.TargetGroupArn },
            MixedInstancesPolicy = new GroupMixedInstancesPolicyArgs
            {
                InstancesDistribution = new GroupMixedInstancesPolicyInstancesDistributionArgs
                {
                    OnDemandPercentageAboveBaseCapacity = 100,
                    OnDemandAllocationStrategy = "prioritized",
                },
                LaunchTemplate = new GroupMixedInstancesPolicyLaunchTemplateArgs
                {
                    // By its number: neither a refresh nor a way back is possible from a template that is "the latest".
                    LaunchTemplateSpecification = new GroupMixedInstancesPolicyLaunchTemplateLaunchTemplateSpecificationArgs
                    {
                        LaunchTemplateId = template.Id,
                        Version = template.LatestVersion.Apply(version => version.ToString(CultureInfo.InvariantCulture)),
                    },
                    Overrides = [.. args.InstanceTypes.Select(type => new GroupMixedInstancesPolicyLaunchTemplateOverrideArgs { InstanceType = type })],
                },
            },
            HealthCheckType = "ELB",
            HealthCheckGracePeriod = GracePeriod,
            DefaultInstanceWarmup = Warmup,
            // A new host comes before an old one goes.
            InstanceMaintenancePolicy = new GroupInstanceMaintenancePolicyArgs { MinHealthyPercentage = 100, MaxHealthyPercentage = MostDuringDeployment },
            InstanceRefresh = new GroupInstanceRefreshArgs
            {
                // A new version of the template begins one by itself; tags do not make other hosts.
                Strategy = "Rolling",
                Preferences = new GroupInstanceRefreshPreferencesArgs
                {
                    MinHealthyPercentage = 100,
                    MaxHealthyPercentage = MostDuringDeployment,
                    SkipMatching = true,
                    AutoRollback = true,
                    AlarmSpecification = new GroupInstanceRefreshPreferencesAlarmSpecificationArgs
                    {
                        Alarms = [.. args.RollbackAlarms.Select(alarm => (Input<string>)alarm)],
                    },
                },
            },
            TerminationPolicies = { "OldestLaunchTemplate", "OldestInstance" },
            // At first, a deployment is done once the hosts answer.
            MinElbCapacity = args.MinHosts,
            WaitForCapacityTimeout = "15m",
            EnabledMetrics = { Metric.GroupDesiredCapacity, Metric.GroupInServiceInstances },
            Tags = [.. args.Tags.Append(new("Name", name)).Select(tag => new GroupTagArgs { Key = tag.Key, Value = tag.Value, PropagateAtLaunch = false })],
        }, child);
        _ = new Policy($"{name}-hosts-scaling", new PolicyArgs
        {
            AutoscalingGroupName = group.Name,
            PolicyType = "TargetTrackingScaling",
            TargetTrackingConfiguration = new PolicyTargetTrackingConfigurationArgs
            {
                PredefinedMetricSpecification = new PolicyTargetTrackingConfigurationPredefinedMetricSpecificationArgs
                {
                    PredefinedMetricType = "ALBRequestCountPerTarget",
                    ResourceLabel = Output.Format($"{args.LoadBalancerArnSuffix}/{args.TargetGroupArnSuffix}"),
                },
                TargetValue = RequestsPerHost,
            },
        }, child);

        GroupName = group.Name;
        LogGroupName = logs.Name;
        RegisterOutputs(new Dictionary<string, object?> { ["groupName"] = GroupName });
    }

    /// <summary>What metrics name it by.</summary>
    public Output<string> GroupName { get; }

    public Output<string> LogGroupName { get; }

    private LaunchTemplate MakeTemplate(string name, HostGroupArgs args, LogGroup logs, HostRole role, CustomResourceOptions child)
    {
        // Looked up by each deployment, which so brings the current system along: its name alone in the template would be one
        // that hosts of the same version need not have in common.
        var image = GetParameter.Invoke(new GetParameterInvokeArgs { Name = CurrentImage }, new InvokeOptions { Parent = this });
        return new LaunchTemplate($"{name}-host-template", new LaunchTemplateArgs
        {
            Description = "A host of the gallery.",
            UpdateDefaultVersion = true,
            ImageId = image.Apply(found => found.InsecureValue),
            IamInstanceProfile = new LaunchTemplateIamInstanceProfileArgs { Arn = role.ProfileArn },
            MetadataOptions = new LaunchTemplateMetadataOptionsArgs
            {
                HttpEndpoint = "enabled",
                HttpTokens = "required",
                // The gallery is on the host's own network.
                HttpPutResponseHopLimit = 1,
                InstanceMetadataTags = "disabled",
            },
            NetworkInterfaces =
            {
                new LaunchTemplateNetworkInterfaceArgs
                {
                    AssociatePublicIpAddress = "false",
                    SecurityGroups = { args.SecurityGroupId },
                    DeleteOnTermination = "true",
                },
            },
            BlockDeviceMappings =
            {
                new LaunchTemplateBlockDeviceMappingArgs
                {
                    DeviceName = RootDevice,
                    Ebs = new LaunchTemplateBlockDeviceMappingEbsArgs { VolumeType = "gp3", VolumeSize = VolumeSize, Encrypted = "true", DeleteOnTermination = "true" },
                },
            },
            InstanceInitiatedShutdownBehavior = "terminate",
            TagSpecifications = [.. ((string[])["instance", "volume", "network-interface"]).Select(kind => Tagged(kind, name, args))],
            UserData = Script(args, logs),
        }, child);
    }

    private static LaunchTemplateTagSpecificationArgs Tagged(string kind, string name, HostGroupArgs args) => new()
    {
        ResourceType = kind,
        Tags = args.Tags.Append(new("Name", name)).ToDictionary(tag => tag.Key, tag => tag.Value),
    };

    private static Output<string> Script(HostGroupArgs args, LogGroup logs)
    {
        var names = args.Environment.Keys.ToList();
        return Output.Tuple(args.Image, logs.Name, Output.All(args.Environment.Values)).Apply(known => Convert.ToBase64String(Encoding.UTF8.GetBytes(new HostScript
        {
            Image = known.Item1,
            Region = args.Region,
            LogGroup = known.Item2,
            Environment = names.Zip(known.Item3).ToDictionary(variable => variable.First, variable => variable.Second),
        }.ToString())));
    }
}
