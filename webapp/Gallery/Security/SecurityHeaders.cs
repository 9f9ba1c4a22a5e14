using Microsoft.AspNetCore.Http;

namespace Vignette.Gallery.Security;

/// <summary>Headers that every response carries, errors included. Pages load and send nothing but from and to the gallery itself and its store.</summary>
internal sealed class SecurityHeaders
{
    private const string Permissions = "accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), midi=(), payment=(), usb=()";

    private readonly string _contentSecurityPolicy;

    /// <exception cref="ArgumentException">An origin is none: it would widen the policy in ways nobody meant.</exception>
    public SecurityHeaders(GalleryOptions options)
    {
        string[] uploads = options.UploadOrigin is null ? [] : [options.UploadOrigin];
        foreach (var origin in options.MediaOrigins.Concat(uploads))
        {
            if (!Uri.TryCreate(origin, UriKind.Absolute, out var uri) || uri.GetLeftPart(UriPartial.Authority) != origin)
            {
                throw new ArgumentException($"An origin is a scheme and a host, without a path: {origin}", nameof(options));
            }
        }

        var images = string.Join(' ', ["'self'", "data:", .. options.MediaOrigins]);
        // Signing out leads on to the user pool.
        var forms = options.LoadBalancer is { Domain: var domain } ? $"'self' {domain.GetLeftPart(UriPartial.Authority)}" : "'self'";
        var connections = string.Join(' ', ["'self'", .. uploads]);
        _contentSecurityPolicy =
            $"default-src 'none'; script-src 'self'; style-src 'self'; img-src {images}; connect-src {connections}; form-action {forms}; base-uri 'none'; frame-ancestors 'none'";
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
