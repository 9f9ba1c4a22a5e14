using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Vignette.Gallery.Access;
using Vignette.Gallery.Apis;
using Vignette.Gallery.Errors;
using Vignette.Gallery.Security;

namespace Vignette.Gallery;

public static class GalleryEndpoints
{
    // The longest form, 50 tags and a caption with every character percent-encoded, has some 100 KB.
    private const long MaxRequestBytes = 128 << 10;

    /// <summary>Puts the gallery at the root of the application, with its own error pages and protections. Call it last.</summary>
    public static WebApplication MapGallery(this WebApplication application)
    {
        var services = application.Services;
        application.Use(services.GetRequiredService<SecurityHeaders>().AddAsync);
        application.UseExceptionHandler();
        application.UseStatusCodePages(context => Refusal.Of(context.HttpContext.Response.StatusCode).ExecuteAsync(context.HttpContext));
        application.UseRateLimiter();
        application.UseAuthentication();
        application.Use(services.GetRequiredService<CrossOriginProtection>().CheckAsync);
        application.UseAuthorization();

        var gallery = application.MapGroup("").WithMetadata(new RequestSizeLimit(MaxRequestBytes));
        gallery.MapPagesApi();
        gallery.MapAssetsApi();
        gallery.MapUploadApi();
        gallery.MapDirectUploadApi();
        gallery.MapImagesApi();
        gallery.MapKnownApi();
        gallery.MapAnnotationsApi();
        gallery.MapTrashApi();
        gallery.MapExchangeApi();
        gallery.MapBulkApi();
        gallery.MapEventsApi();
        gallery.MapMediaApi();
        gallery.MapHealthApi();
        var options = services.GetRequiredService<GalleryOptions>();
        gallery.MapSignInApi(options);
        gallery.MapAccountPages(options);
        gallery.MapOpenApi().Allows(Right.Look);
        return application;
    }
}
