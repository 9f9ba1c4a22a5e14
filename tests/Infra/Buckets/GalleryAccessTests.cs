using Pulumi;
using Vignette.Infra.Buckets;
using Vignette.Infra.Tests.Rig;

namespace Vignette.Infra.Tests.Buckets;

public sealed class GalleryAccessTests
{
    private const string Cors = "aws:s3/bucketCorsConfiguration:BucketCorsConfiguration";

    [Fact]
    public async Task Only_the_gallerys_own_scripts_read_what_it_shows_and_put_originals()
    {
        var plan = await Plan.OfAsync(() => _ = new GalleryAccess("ga", new GalleryAccessArgs
        {
            Originals = Output.Create("originals"),
            Renditions = Output.Create("renditions"),
            Origin = Output.Create("http://gallery.example.com"),
        }));

        plan.OfType(Cors).ShouldAllBe(cors => cors.List("corsRules.0.allowedOrigins").SequenceEqual(new[] { "http://gallery.example.com" }));
        plan.OfType(Cors).ShouldAllBe(cors => cors["corsRules.1.allowedOrigins"] == null);
        var originals = plan.Find(Cors, "ga-originals-cors");
        originals["bucket"].ShouldBe("originals");
        originals.List("corsRules.0.allowedMethods").ShouldBe(["GET", "HEAD", "PUT"]);
        originals.List("corsRules.0.allowedHeaders").ShouldBe(["content-type"]);
        var renditions = plan.Find(Cors, "ga-renditions-cors");
        renditions["bucket"].ShouldBe("renditions");
        renditions.List("corsRules.0.allowedMethods").ShouldBe(["GET", "HEAD"]);
    }
}
