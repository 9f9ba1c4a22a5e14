using System.Collections.Immutable;
using System.Net;
using Pulumi;
using Vignette.Infra.Buckets;
using Vignette.Infra.Configuration;
using Vignette.Infra.ContainerImages;
using Vignette.Infra.Databases;
using Vignette.Infra.Functions;
using Vignette.Infra.Identity;
using Vignette.Infra.Networking;

namespace Vignette.Infra.Web;

public sealed record WebTierArgs
{
    public required WebSettings Settings { get; init; }

    public required string Region { get; init; }

    public required Output<string> VpcId { get; init; }

    public required Output<ImmutableArray<string>> PublicSubnetIds { get; init; }

    public required Output<ImmutableArray<string>> PrivateSubnetIds { get; init; }

    /// <summary>The addresses of the public subnets, where the load balancer is: whose word on clients hosts take.</summary>
    public required IReadOnlyList<IPNetwork> LoadBalancerNetworks { get; init; }

    public required Output<string> LoadBalancerSecurityGroupId { get; init; }

    public required Output<string> WebSecurityGroupId { get; init; }

    /// <summary>The gallery's image by its digest; known once the database has the schema that it needs.</summary>
    public required Output<string> Image { get; init; }

    /// <summary>The ARN of the image's repository.</summary>
    public required Output<string> RepositoryArn { get; init; }

    public required SignIn SignIn { get; init; }

    public required ImageBuckets Buckets { get; init; }

    public required CatalogAccess Catalog { get; init; }

    /// <summary>The most connections to the database of all processes of the gallery together.</summary>
    public required int Connections { get; init; }

    /// <summary>The bucket that takes the load balancer's logs, below <see cref="Storage.LoadBalancerLogs"/>.</summary>
    public required Output<string> LogBucket { get; init; }

    /// <summary>The topic that is told when the gallery is not well; null for nobody.</summary>
    public required Output<string>? AlarmTopicArn { get; init; }

    /// <summary>Of what is not made by the deployment itself: hosts and their volumes.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    public required int LogRetentionDays { get; init; }

    /// <summary>Whether the load balancer outlives <c>pulumi destroy</c>.</summary>
    public required bool DeletionProtection { get; init; }

    public static WebTierArgs From(
        Settings settings,
        Network network,
        Storage storage,
        Database database,
        Images images,
        Processing processing,
        SignIn signIn,
        Output<string>? alarmTopicArn)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(storage);
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(processing);
        return new WebTierArgs
        {
            Settings = settings.Web,
            Region = settings.Region,
            VpcId = network.VpcId,
            PublicSubnetIds = network.PublicSubnetIds,
            PrivateSubnetIds = network.PrivateSubnetIds,
            LoadBalancerNetworks = [.. Enumerable.Range(0, settings.Network.Zones).Select(zone => SubnetPlan.Of(settings.Network.Cidr, SubnetTier.Public, zone))],
            LoadBalancerSecurityGroupId = network.SecurityGroups.LoadBalancer,
            WebSecurityGroupId = network.SecurityGroups.Web,
            Image = Output.Tuple(images.Web, processing.Migrated).Apply(known => known.Item1),
            RepositoryArn = images.WebRepositoryArn,
            SignIn = signIn,
            Buckets = ImageBuckets.From(storage),
            Catalog = CatalogAccess.From(settings, database),
            Connections = ConnectionBudget.Of(settings).Web,
            LogBucket = storage.AccessLogs.BucketName,
            AlarmTopicArn = alarmTopicArn,
            Tags = PlatformTags.Of(settings.Environment),
            LogRetentionDays = settings.LogRetentionDays,
            DeletionProtection = settings.DeletionProtection,
        };
    }
}
