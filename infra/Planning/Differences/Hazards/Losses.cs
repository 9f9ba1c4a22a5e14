using Vignette.Planning.Policies;

namespace Vignette.Planning.Differences.Hazards;

/// <summary>The types of which nobody should delete one without knowing it.</summary>
internal static class Losses
{
    private const string Watch = "nobody is told any more of what it watches";

    /// <summary>Of those that are deleted, and made anew or not; of each kind the gravest first.</summary>
    public static IReadOnlyList<Loss> Deleted { get; } =
    [
        new(AwsTypes.DatabaseInstance, MarkKind.DataLoss, db => db.Flag("skipFinalSnapshot") == true ? "all that is in the database is gone, without a last snapshot" : "all that is in the database is gone but for its last snapshot"),
        new("aws:rds/cluster:Cluster", MarkKind.DataLoss, "all that is in the database is gone"),
        new("aws:dynamodb/table:Table", MarkKind.DataLoss, "all that is in the table is gone"),
        new("aws:efs/fileSystem:FileSystem", MarkKind.DataLoss, "all files in it are gone"),
        new("aws:ebs/volume:Volume", MarkKind.DataLoss, "all that is on it is gone"),
        new("aws:backup/vault:Vault", MarkKind.DataLoss, "the backups in it are gone"),
        new(AwsTypes.Bucket, MarkKind.DataLoss, bucket => bucket.Flag("forceDestroy") == true ? "all objects in it are gone" : "AWS refuses while an object is in it, and the deployment stops there"),
        new(AwsTypes.UserPool, MarkKind.DataLoss, "the accounts in it are gone, and everybody has to sign up anew"),
        new(AwsTypes.Key, MarkKind.DataLoss, "what is encrypted with it can never be read again"),
        new(AwsTypes.Repository, MarkKind.DataLoss, repository => repository.Flag("forceDelete") == true ? "the images in it are gone, those that run among them" : "AWS refuses while an image is in it, and the deployment stops there"),
        new(AwsTypes.LogGroup, MarkKind.DataLoss, "the logs in it are gone"),
        new(AwsTypes.Queue, MarkKind.DataLoss, "the messages in it are gone"),
        new("aws:cloudwatch/eventArchive:EventArchive", MarkKind.DataLoss, "the events in it cannot be sent again"),
        new("aws:secretsmanager/secret:Secret", MarkKind.DataLoss, "what it holds is gone"),
        new("aws:ssm/parameter:Parameter", MarkKind.DataLoss, "what it holds is gone"),
        new(AwsTypes.Vpc, MarkKind.Outage, "all that is in the network is made anew"),
        new(AwsTypes.LoadBalancer, MarkKind.Outage, "its address is another one, and whoever knows the old one finds nobody"),
        new(AwsTypes.UserPoolClient, MarkKind.Outage, "nobody can sign in until the load balancer has the new one"),
        new("aws:cognito/userPoolDomain:UserPoolDomain", MarkKind.Outage, "nobody can sign in meanwhile"),
        new(AwsTypes.ListenerRule, MarkKind.Outage, "what it is about goes to the listener's default action meanwhile"),
        new(AwsTypes.Record, MarkKind.Outage, "the name leads nowhere meanwhile"),
        new(AwsTypes.Listener, MarkKind.Outage, "the load balancer does not answer at its port meanwhile"),
        new(AwsTypes.TargetGroup, MarkKind.Outage, "the load balancer has nowhere to send requests until its targets are in the new one"),
        new(AwsTypes.AutoScalingGroup, MarkKind.Outage, "all its hosts end"),
        new(AwsTypes.Function, MarkKind.Outage, "it cannot be called meanwhile"),
        new("aws:ec2/internetGateway:InternetGateway", MarkKind.Outage, "the network is cut off from the internet meanwhile"),
        new("aws:ec2/natGateway:NatGateway", MarkKind.Outage, "what is behind it is cut off from the internet meanwhile"),
        new(AwsTypes.Subnet, MarkKind.Outage, "what is in it is moved or made anew"),
        new(AwsTypes.Route, MarkKind.Outage, "what goes by it is cut off meanwhile"),
        new("aws:cloudwatch/eventRule:EventRule", MarkKind.Outage, "events that come meanwhile are lost"),
        new("aws:cloudwatch/eventTarget:EventTarget", MarkKind.Outage, "events that come meanwhile are lost"),
        new("aws:s3/bucketNotification:BucketNotification", MarkKind.Outage, "nobody is told of objects that come meanwhile"),
        new("aws:lambda/eventSourceMapping:EventSourceMapping", MarkKind.Outage, "messages wait meanwhile"),
        new("aws:ec2/eip:Eip", MarkKind.Outage, "the address is given back, and whoever lets it in by its number has to be told the new one"),
        new(AwsTypes.Topic, MarkKind.Outage, "whoever gets mails from it has to confirm the new one"),
        new("random:index/randomPassword:RandomPassword", MarkKind.Outage, "whoever has the password is shut out until it has the new one"),
        new("random:index/randomId:RandomId", MarkKind.Outage, "what is named after it gets another name"),
    ];

    /// <summary>Of those that are deleted and not made anew.</summary>
    public static IReadOnlyList<Loss> Gone { get; } =
    [
        new(AwsTypes.WebAcl, MarkKind.Protection, "there is no firewall"),
        new(AwsTypes.WebAclAssociation, MarkKind.Protection, "no firewall stands before it"),
        new(AwsTypes.Alarm, MarkKind.Protection, Watch),
        new(AwsTypes.DatabaseEvents, MarkKind.Protection, Watch),
        new("aws:sns/topicSubscription:TopicSubscription", MarkKind.Protection, "somebody is told no more"),
        new("aws:budgets/budget:Budget", MarkKind.Protection, "nobody is told when too much is spent"),
        new(AwsTypes.FlowLog, MarkKind.Protection, "there is no record of who came and went"),
        new(AwsTypes.BucketLogging, MarkKind.Protection, "there is no record of who read and wrote"),
        new(AwsTypes.BucketVersioning, MarkKind.Protection, "what is deleted or overwritten cannot be had back"),
        new(AwsTypes.WebAclLogging, MarkKind.Protection, "there is no record of whom the firewall refused"),
        new("aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig", MarkKind.Protection, "what fails is handled as AWS does by default"),
    ];

    /// <summary>What is bad about what becomes of a resource; null where nothing is known of it.</summary>
    public static Loss? Of(ResourceDifference difference)
    {
        Loss? Find(IReadOnlyList<Loss> losses) => losses.FirstOrDefault(loss => loss.Type == difference.Type);

        return difference.Change switch
        {
            ResourceChange.Replaced => Find(Deleted),
            ResourceChange.Removed => Find(Deleted) ?? (difference.OtherName is null ? Find(Gone) : null),
            _ => null,
        };
    }
}
