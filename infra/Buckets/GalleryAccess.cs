using Pulumi;
using Pulumi.Aws.S3;
using Pulumi.Aws.S3.Inputs;

namespace Vignette.Infra.Buckets;

/// <summary>
/// What browsers let the gallery's scripts do in the buckets, past the gallery: read what they show, and put originals to
/// the addresses that it signs. Apart from the buckets, since they are there before the gallery has an address.
/// </summary>
public sealed class GalleryAccess : ComponentResource
{
    private const int PreflightSeconds = 3600;

    public GalleryAccess(string name, GalleryAccessArgs args, ComponentResourceOptions? options = null)
        : base("vignette:infra:GalleryAccess", $"{name}-gallery-access", options)
    {
        ArgumentNullException.ThrowIfNull(args);
        Allow($"{name}-originals-cors", args.Originals, args.Origin, "GET", "HEAD", "PUT");
        Allow($"{name}-renditions-cors", args.Renditions, args.Origin, "GET", "HEAD");
        RegisterOutputs();
    }

    private void Allow(string name, Output<string> bucket, Output<string> origin, params string[] methods) =>
        _ = new BucketCorsConfiguration(name, new BucketCorsConfigurationArgs
        {
            Bucket = bucket,
            CorsRules = new BucketCorsConfigurationCorsRuleArgs
            {
                AllowedMethods = methods,
                AllowedHeaders = { "content-type" },
                AllowedOrigins = { origin },
                MaxAgeSeconds = PreflightSeconds,
            },
        }, new CustomResourceOptions { Parent = this });
}
