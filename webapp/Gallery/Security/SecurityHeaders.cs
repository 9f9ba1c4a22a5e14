using Microsoft.AspNetCore.Http;

namespace Vignette.Gallery.Security;

/// <summary>Headers that every response carries, errors included. Pages load nothing but what the gallery itself serves.</summary>
internal sealed class SecurityHeaders
{
    private const string Permissions = "accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), midi=(), payment=(), usb=()";

    private readonly string _contentSecurityPolicy;

    /// <exception cref="ArgumentException">A media origin is none: it would widen the policy in ways nobody meant.</exception>
    public SecurityHeaders(GalleryOptions options)
    {
        foreach (var origin in options.MediaOrigins)
        {
            if (!Uri.TryCreate(origin, UriKind.Absolute, out var uri) || uri.GetLeftPart(UriPartial.Authority) != origin)
            {
                throw new ArgumentException($"A media origin is a scheme and a host, without a path: {origin}", nameof(options));
            }
        }

        var images = string.Join(' ', ["'self'", "data:", .. options.MediaOrigins]);
        _contentSecurityPolicy =
            $"default-src 'none'; script-src 'self'; style-src 'self'; img-src {images}; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    }

    public Task AddAsync(HttpContext context, RequestDelegate next)
    {
        // Late, since an error handler clears what was set before it.
        context.Response.OnStarting(
            static state =>
            {
                var (headers, policy) = ((IHeaderDictionary, string))state;
                headers.ContentSecurityPolicy = policy;
                headers.XContentTypeOptions = "nosniff";
                headers["Referrer-Policy"] = "same-origin";
                headers["Permissions-Policy"] = Permissions;
                headers["Cross-Origin-Opener-Policy"] = "same-origin";
                headers["Cross-Origin-Resource-Policy"] = "same-origin";
                return Task.CompletedTask;
            },
            (context.Response.Headers, _contentSecurityPolicy));
        return next(context);
    }
}
