using Pulumi;
using Vignette.Infra.Access;
using Vignette.Infra.Buckets;
using Vignette.Infra.Databases;
using Vignette.Pipeline.Objects;

namespace Vignette.Infra.Web;

/// <summary>What the gallery may do, wherever it runs.</summary>
internal static class WebPermissions
{
    public static IReadOnlyList<PolicyStatement> Of(ImageBuckets buckets, CatalogAccess catalog, Output<string> account) =>
    [
        buckets.List(),
        // Uploads, signed addresses and removals; and to be tried again an image is copied onto itself with all that it has.
        buckets.ToOriginals("s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload", "s3:GetObjectTagging", "s3:PutObjectTagging"),
        buckets.ToRenditions("Renditions", RenditionNames.All.Select(name => $"{name}/"), "s3:GetObject", "s3:DeleteObject"),
        buckets.ToReviews("s3:GetObject", "s3:PutObject", "s3:DeleteObject"),
        buckets.ToDataset("s3:DeleteObject"),
        buckets.ToRenditions("FormKeys", [ObjectKeys.FormKeysPrefix], "s3:GetObject", "s3:PutObject"),
        catalog.SignIn(account),
    ];
}
