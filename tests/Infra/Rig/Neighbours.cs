using Pulumi;
using Vignette.Infra.Buckets;
using Vignette.Infra.Configuration;
using Vignette.Infra.Databases;
using Vignette.Infra.Identity;

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

    public static SignInSettings ByUserPool => new() { Mode = SignInMode.Cognito, Administrators = ["ann@example.com", "bob@example.com"] };

    public static Infra.Identity.Identity Identity(string name) =>
        new(name, new IdentityArgs { Settings = ByUserPool, Region = "eu-central-1", Domain = "gallery.example.com", DeletionProtection = true });

    public static CatalogAccess Catalog => new() { Region = "eu-central-1", Host = Output.Create("db.example.com"), Port = 3307, ResourceId = Output.Create("db-ABC") };
}
