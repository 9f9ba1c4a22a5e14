using System.Text.RegularExpressions;

namespace Vignette.Infra.Configuration;

/// <summary>Images that were built before, by their digests: what one goes back to.</summary>
public sealed partial record ImageSettings
{
    public const string FunctionsKey = "functionsImage";

    public const string WebKey = "webImage";

    /// <summary><c>functionsImage</c>.</summary>
    public required string Functions { get; init; }

    /// <summary><c>webImage</c>.</summary>
    public required string Web { get; init; }

    /// <returns>Null where images are built.</returns>
    internal static ImageSettings? Read(SettingsReader reader)
    {
        const string Allowed = "an image of this deployment by its digest, as `pulumi stack output` said it, such as 123456789012.dkr.ecr.eu-central-1.amazonaws.com/vignette-web@sha256:…, or not set";
        var functions = reader.OptionalText(FunctionsKey, Reference(), Allowed);
        var web = reader.OptionalText(WebKey, Reference(), Allowed);
        if ((functions is null) != (web is null) && reader.IsRight(FunctionsKey) && reader.IsRight(WebKey))
        {
            reader.Fail(functions is null ? FunctionsKey : WebKey, $"set where {(functions is null ? WebKey : FunctionsKey)} is: both or neither");
        }

        return functions is not null && web is not null ? new ImageSettings { Functions = functions, Web = web } : null;
    }

    [GeneratedRegex(@"^[0-9]{12}\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com(\.cn)?/[a-z0-9][a-z0-9._/-]*@sha256:[0-9a-f]{64}$")]
    private static partial Regex Reference();
}
