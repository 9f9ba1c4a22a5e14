using Pulumi.Aws.S3.Inputs;

namespace Vignette.Infra.Buckets;

/// <summary>How long objects are kept.</summary>
internal static class LifecycleRules
{
    /// <summary>What was never finished is paid for and seen by nobody.</summary>
    public static BucketLifecycleConfigurationRuleArgs AbortUploads => new()
    {
        Id = "abort-unfinished-uploads",
        Status = "Enabled",
        Filter = new BucketLifecycleConfigurationRuleFilterArgs { Prefix = "" },
        AbortIncompleteMultipartUpload = new BucketLifecycleConfigurationRuleAbortIncompleteMultipartUploadArgs { DaysAfterInitiation = 1 },
    };

    /// <summary>Old versions of what was overwritten or deleted go after so many days, and then the mark that it was deleted.</summary>
    public static BucketLifecycleConfigurationRuleArgs ForgetVersions(string id, string prefix, int days) => new()
    {
        Id = id,
        Status = "Enabled",
        Filter = new BucketLifecycleConfigurationRuleFilterArgs { Prefix = prefix },
        NoncurrentVersionExpiration = new BucketLifecycleConfigurationRuleNoncurrentVersionExpirationArgs { NoncurrentDays = days },
        Expiration = new BucketLifecycleConfigurationRuleExpirationArgs { ExpiredObjectDeleteMarker = true },
    };

    /// <summary>Everything goes after so many days.</summary>
    public static BucketLifecycleConfigurationRuleArgs Expire(int days) => new()
    {
        Id = "expire",
        Status = "Enabled",
        Filter = new BucketLifecycleConfigurationRuleFilterArgs { Prefix = "" },
        Expiration = new BucketLifecycleConfigurationRuleExpirationArgs { Days = days },
        NoncurrentVersionExpiration = new BucketLifecycleConfigurationRuleNoncurrentVersionExpirationArgs { NoncurrentDays = 1 },
    };
}
