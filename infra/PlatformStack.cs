using Pulumi;
using Pulumi.Aws.Inputs;
using Vignette.Infra.Buckets;
using Vignette.Infra.Configuration;
using Vignette.Infra.ContainerImages;
using Vignette.Infra.Databases;
using Vignette.Infra.Functions;
using Vignette.Infra.Identity;
using Vignette.Infra.Networking;
using Vignette.Infra.Observability;
using Vignette.Infra.Web;
using Aws = Pulumi.Aws;

namespace Vignette.Infra;

/// <summary>The platform: what one <c>pulumi up</c> deploys.</summary>
public sealed class PlatformStack : Stack
{
    public PlatformStack()
        : this(null, null)
    {
    }

    /// <param name="release">What is deployed; null for what this process and its repository say.</param>
    /// <param name="stackOptions">For whoever wants to see what is declared.</param>
    internal PlatformStack(Release? release, StackOptions? stackOptions)
        : base(stackOptions)
    {
        var settings = Settings.From(StackConfiguration.OfProcess(Deployment.Instance.ProjectName));
        var provider = new Aws.Provider($"{Settings.Project}-aws", new Aws.ProviderArgs
        {
            Region = settings.Region,
            DefaultTags = new ProviderDefaultTagsArgs { Tags = PlatformTags.Of(settings.Environment) },
        });
        var options = new ComponentResourceOptions { Provider = provider };

        var network = new Network(Settings.Project, NetworkArgs.From(settings), options);

        var storage = new Storage(Settings.Project, StorageArgs.From(settings), options);
        var database = new Database(Settings.Project, DatabaseArgs.From(settings, network), options);

        var deployed = release ?? Release.OfProcess();
        var images = new Images(Settings.Project, ImagesArgs.From(settings, deployed), options);
        var processing = new Processing(Settings.Project, ProcessingArgs.From(settings, network, storage, database, images), options);
        var notifications = new Notifications(Settings.Project, NotificationsArgs.From(settings), options);
        var signIn = SignIn.Make(Settings.Project, settings, options);
        var web = new WebTier(Settings.Project, WebTierArgs.From(settings, network, storage, database, images, processing, signIn, notifications.TopicArn), options);
        var monitoring = new Monitoring(Settings.Project, MonitoringArgs.From(settings, database, processing, web, notifications.TopicArn), options);

        // Browsers put files straight into the bucket where the gallery says so, as it must on a function.
        _ = new GalleryAccess(Settings.Project, GalleryAccessArgs.From(storage, web.Address), options);

        Gallery = web.Address;
        SetupCode = signIn.SetupCode?.Code ?? Output.Create("");
        SignInPages = signIn.Identity?.Pages ?? Output.Create("");
        DomainTarget = web.DnsName;
        Dashboard = monitoring.DashboardUrl;
        LookInside = Instructions.LookInside(settings.Region, web.AutoScalingGroupName, web.LogGroupName);
        Region = Output.Create(settings.Region);
        VpcId = network.VpcId;
        OriginalsBucket = storage.Originals.BucketName;
        RenditionsBucket = storage.Renditions.BucketName;
        DatasetBucket = storage.Dataset.BucketName;
        DatabaseHost = database.Host;
        FunctionsRepository = images.FunctionsRepositoryUrl;
        WebRepository = images.WebRepositoryUrl;
        FunctionsImage = images.Functions;
        WebImage = images.Web;
        Commit = Output.Create(deployed.Commit ?? "");
        Schema = processing.Migrated;
    }

    /// <summary>Where people find the gallery.</summary>
    [Output("gallery")]
    public Output<string> Gallery { get; private set; }

    /// <summary>A secret: what the gallery asks for when its first account is made (<c>pulumi stack output setupCode --show-secrets</c>); empty where a user pool has the accounts.</summary>
    [Output("setupCode")]
    public Output<string> SetupCode { get; private set; }

    /// <summary>Where people sign up and in; empty where they do so in the gallery itself.</summary>
    [Output("signInPages")]
    public Output<string> SignInPages { get; private set; }

    /// <summary>The name that the domain must lead to, by a CNAME record, where its zone is not in this account's Route 53.</summary>
    [Output("domainTarget")]
    public Output<string> DomainTarget { get; private set; }

    /// <summary>Where one sees how it does.</summary>
    [Output("dashboard")]
    public Output<string> Dashboard { get; private set; }

    /// <summary>The command that opens a session on a host of the gallery; where a function is the gallery, that follows its log.</summary>
    [Output("lookInside")]
    public Output<string> LookInside { get; private set; }

    /// <summary>Where it is.</summary>
    [Output("region")]
    public Output<string> Region { get; private set; }

    /// <summary>The network that all of it is in.</summary>
    [Output("vpcId")]
    public Output<string> VpcId { get; private set; }

    /// <summary>Where images are; what is copied into it is taken in.</summary>
    [Output("originalsBucket")]
    public Output<string> OriginalsBucket { get; private set; }

    /// <summary>Where what is made of them is.</summary>
    [Output("renditionsBucket")]
    public Output<string> RenditionsBucket { get; private set; }

    /// <summary>Where what people approved is published: each picture, and a report beside it.</summary>
    [Output("datasetBucket")]
    public Output<string> DatasetBucket { get; private set; }

    /// <summary>Where the images of functions are.</summary>
    [Output("functionsRepository")]
    public Output<string> FunctionsRepository { get; private set; }

    /// <summary>Where the images of the gallery are.</summary>
    [Output("webRepository")]
    public Output<string> WebRepository { get; private set; }

    /// <summary>The image of all functions, by its digest: what to set <c>functionsImage</c> to in order to go back to it.</summary>
    [Output("functionsImage")]
    public Output<string> FunctionsImage { get; private set; }

    /// <summary>The gallery's image, by its digest: what to set <c>webImage</c> to in order to go back to it.</summary>
    [Output("webImage")]
    public Output<string> WebImage { get; private set; }

    /// <summary>The commit that all of it was made from, where whoever deployed said it; else empty.</summary>
    [Output("commit")]
    public Output<string> Commit { get; private set; }

    /// <summary>The schema that the database has, as a digest.</summary>
    [Output("schema")]
    public Output<string> Schema { get; private set; }

    /// <summary>The database's name in the network.</summary>
    [Output("databaseHost")]
    public Output<string> DatabaseHost { get; private set; }
}
