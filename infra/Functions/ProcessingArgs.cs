using System.Collections.Immutable;
using Pulumi;
using Vignette.Infra.Buckets;
using Vignette.Infra.Configuration;
using Vignette.Infra.ContainerImages;
using Vignette.Infra.Databases;
using Vignette.Infra.Networking;

namespace Vignette.Infra.Functions;

public sealed record ProcessingArgs
{
    public required string Region { get; init; }

    /// <summary>The image of all functions, by its digest.</summary>
    public required Output<string> Image { get; init; }

    /// <summary>
    /// Whether the database may be newer than the image, which then works on with it: the schema that the image wants has been there
    /// since the image was deployed.
    /// </summary>
    public bool IsEarlier { get; init; }

    public required Output<ImmutableArray<string>> SubnetIds { get; init; }

    /// <summary>Of all functions.</summary>
    public required Output<string> SecurityGroupId { get; init; }

    /// <summary>Of the one that asks the model, besides.</summary>
    public required Output<string> ModelSecurityGroupId { get; init; }

    public required ImageBuckets Buckets { get; init; }

    public required CatalogAccess Catalog { get; init; }

    /// <summary>Of <see cref="Databases.Database.Administrator"/>.</summary>
    public required Output<string> AdministratorPassword { get; init; }

    /// <summary>How many thumbnails may be made at once.</summary>
    public required int ThumbnailConcurrency { get; init; }

    public required CaptionSettings Captions { get; init; }

    /// <summary>How long logs are kept, and events for being sent again.</summary>
    public required int LogRetentionDays { get; init; }

    public static ProcessingArgs From(Settings settings, Network network, Storage storage, Database database, Images images)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(storage);
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(images);
        return new ProcessingArgs
        {
            Region = settings.Region,
            Image = images.Functions,
            IsEarlier = settings.Images is not null,
            SubnetIds = network.PrivateSubnetIds,
            SecurityGroupId = network.SecurityGroups.Functions,
            ModelSecurityGroupId = network.SecurityGroups.Model,
            Buckets = ImageBuckets.From(storage),
            Catalog = CatalogAccess.From(settings, database),
            AdministratorPassword = database.AdministratorPassword,
            ThumbnailConcurrency = ConnectionBudget.Of(settings).ThumbnailConcurrency,
            Captions = settings.Captions,
            LogRetentionDays = settings.LogRetentionDays,
        };
    }
}
