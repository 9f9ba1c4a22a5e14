using Vignette.Infra.Configuration;

namespace Vignette.Infra.ContainerImages;

public sealed record ImagesArgs
{
    public required Release Release { get; init; }

    public required string Region { get; init; }

    /// <summary>Whether repositories that have images outlive <c>pulumi destroy</c>.</summary>
    public required bool DeletionProtection { get; init; }

    /// <summary>Whether the gallery is a function, and Lambda fetches its image too.</summary>
    public required bool WebIsFunction { get; init; }

    /// <summary>What is deployed instead of a new build; null where images are built.</summary>
    public ImageSettings? Earlier { get; init; }

    public static ImagesArgs From(Settings settings, Release release)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new ImagesArgs
        {
            Release = release,
            Region = settings.Region,
            DeletionProtection = settings.DeletionProtection,
            WebIsFunction = settings.Web.Hosting == WebHosting.Lambda,
            Earlier = settings.Images,
        };
    }
}
