using Vignette.Infra.Configuration;

namespace Vignette.Infra.Buckets;

public sealed record StorageArgs
{
    /// <summary>Whether buckets that have objects outlive <c>pulumi destroy</c>.</summary>
    public required bool DeletionProtection { get; init; }

    /// <summary>How long originals and published pictures that were deleted or overwritten can be had back.</summary>
    public required int VersionRetentionDays { get; init; }

    /// <summary>How long it is known who asked for which object.</summary>
    public required int LogRetentionDays { get; init; }

    public static StorageArgs From(Settings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new StorageArgs
        {
            DeletionProtection = settings.DeletionProtection,
            VersionRetentionDays = settings.VersionRetentionDays,
            LogRetentionDays = settings.LogRetentionDays,
        };
    }
}
