using System.Diagnostics.CodeAnalysis;

namespace Vignette.Cli.Deployments;

/// <summary>Where a gallery is, as a person types it.</summary>
public static class GalleryAddress
{
    /// <summary>What is allowed, to complete “… must be”.</summary>
    public const string Allowed = "a gallery's address, such as https://gallery.example.com: http or https, without path, query or password";

    public static bool TryParse(string? text, [NotNullWhen(true)] out Uri? address)
    {
        address = Uri.TryCreate(text?.Trim(), UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
            && uri is { Host.Length: > 0, PathAndQuery: "/", UserInfo: "", Fragment: "" }
                ? uri
                : null;
        return address is not null;
    }
}
