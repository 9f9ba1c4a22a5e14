namespace Vignette.Infra.ContainerImages;

internal sealed record ContainerImageArgs
{
    /// <summary>Below the repository's root.</summary>
    public required string Dockerfile { get; init; }

    public required Release Release { get; init; }

    public required string Region { get; init; }

    /// <summary>Whether <c>pulumi destroy</c> deletes the images too.</summary>
    public required bool ForceDelete { get; init; }

    /// <summary>The image that is deployed instead of a new build, by its digest; null where one is built.</summary>
    public string? Earlier { get; init; }

    /// <summary>Whether functions of this account are made from it.</summary>
    public required bool IsForLambda { get; init; }
}
