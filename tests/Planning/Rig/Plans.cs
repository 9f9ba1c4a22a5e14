using System.Text.Json;

namespace Vignette.Planning.Tests.Rig;

/// <summary>Small plans.</summary>
internal static class Plans
{
    /// <summary>A resource with inputs as JSON.</summary>
    public static PlannedResource Resource(string name, string inputs = "{}", string? parent = null, string type = "aws:s3/bucket:Bucket") =>
        new(type, name, parent, JsonElement.Parse(inputs));

    public static Plan Of(params PlannedResource[] resources) => new("dev", resources, [], []);
}
