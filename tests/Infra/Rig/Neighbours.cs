using Pulumi;
using Vignette.Infra.Buckets;
using Vignette.Infra.Databases;

namespace Vignette.Infra.Tests.Rig;

/// <summary>What a component is given of others, where they do not matter.</summary>
internal static class Neighbours
{
    public static ImageBuckets Buckets => new()
    {
        Originals = Output.Create("originals"),
        OriginalsArn = Output.Create("arn:originals"),
        Renditions = Output.Create("renditions"),
        RenditionsArn = Output.Create("arn:renditions"),
        Dataset = Output.Create("dataset"),
        DatasetArn = Output.Create("arn:dataset"),
    };

    public static CatalogAccess Catalog => new() { Region = "eu-central-1", Host = Output.Create("db.example.com"), Port = 3307, ResourceId = Output.Create("db-ABC") };
}
