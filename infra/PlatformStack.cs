using Pulumi;
using Pulumi.Aws.Inputs;
using Vignette.Infra.Buckets;
using Vignette.Infra.Configuration;
using Vignette.Infra.ContainerImages;
using Vignette.Infra.Databases;
using Vignette.Infra.Functions;
using Vignette.Infra.Networking;
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

        var images = new Images(Settings.Project, ImagesArgs.From(settings, release ?? Release.OfProcess()), options);
        var processing = new Processing(Settings.Project, ProcessingArgs.From(settings, network, storage, database, images), options);

        if (settings.Web.Domain is { } domain)
        {
            _ = new GalleryAccess(Settings.Project, GalleryAccessArgs.From(storage, Output.Create($"https://{domain}")), options);
        }

        Region = Output.Create(settings.Region);
        VpcId = network.VpcId;
        OriginalsBucket = storage.Originals.BucketName;
        RenditionsBucket = storage.Renditions.BucketName;
        DatabaseHost = database.Host;
        FunctionsRepository = images.FunctionsRepositoryUrl;
        WebRepository = images.WebRepositoryUrl;
        Schema = processing.Migrated;
    }

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

    /// <summary>Where the images of functions are.</summary>
    [Output("functionsRepository")]
    public Output<string> FunctionsRepository { get; private set; }

    /// <summary>Where the images of the gallery are.</summary>
    [Output("webRepository")]
    public Output<string> WebRepository { get; private set; }

    /// <summary>The schema that the database has, as a digest.</summary>
    [Output("schema")]
    public Output<string> Schema { get; private set; }

    /// <summary>The database's name in the network.</summary>
    [Output("databaseHost")]
    public Output<string> DatabaseHost { get; private set; }
}
