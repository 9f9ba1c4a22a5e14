using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.WebEncoders;
using Vignette.Exchange;
using Vignette.Exchange.Exporting;
using Vignette.Exchange.Importing;
using Vignette.Gallery.Access;
using Vignette.Gallery.Apis;
using Vignette.Gallery.Apis.Contracts;
using Vignette.Gallery.Assets;
using Vignette.Gallery.Bulk;
using Vignette.Gallery.Errors;
using Vignette.Gallery.Live;
using Vignette.Gallery.Security;
using Vignette.Gallery.Uploads;
using Vignette.Schema.Catalog;
using Vignette.Schema.Database;

namespace Vignette.Gallery;

public static class GalleryServices
{
    /// <summary>
    /// Adds what the gallery needs beside the pipeline. The host decides by the options how people say who they are.
    /// </summary>
    public static IServiceCollection AddGallery(this IServiceCollection services, GalleryOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<GalleryAssets>();
        services.AddSingleton<SecurityHeaders>();
        services.AddSingleton<CrossOriginProtection>();
        services.AddSingleton<FormTokens>();
        services.AddSingleton<ChangeFeed>();
        services.AddSingleton<UploadReader>();
        services.AddSingleton<GalleryFacets>();
        services.AddSingleton<AccountPage>();
        services.AddScoped<BulkChanges>();
        services.AddAccess(options);

        services.AddExchange();
        services.AddScoped(provider => new ImageFinder(provider.GetRequiredService<ICatalogDatabase>(), provider.GetRequiredService<Caller>().Viewer));
        services.AddScoped(provider => ActivatorUtilities.CreateInstance<DatasetExporter>(provider, provider.GetRequiredService<VisibleImages>()));
        services.AddScoped(provider => ActivatorUtilities.CreateInstance<DatasetImporter>(provider, provider.GetRequiredService<VisibleImages>()));

        services.AddRateLimiter(_ => { });
        services.AddSingleton<IConfigureOptions<RateLimiterOptions>, RequestLimits>();

        services.AddExceptionHandler<FaultHandler>();
        services.AddProblemDetails();
        services.AddOpenApi();
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = "vignette-form";
            antiforgery.FormFieldName = FormTokens.Field;
            antiforgery.HeaderName = FormTokens.Header;
            // The pages' Content-Security-Policy says it already, and says more.
            antiforgery.SuppressXFrameOptionsHeader = true;
        });
        services.Configure<RouteOptions>(routes => routes.SetParameterPolicy<ImageIdConstraint>(ImageIdConstraint.Name));
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, GalleryJson.Default);
            foreach (var converter in GalleryJson.Default.Options.Converters)
            {
                json.SerializerOptions.Converters.Add(converter);
            }

            json.SerializerOptions.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        });
        // What is dangerous in HTML is encoded; letters of other scripts need not be.
        services.Configure<WebEncoderOptions>(encoders => encoders.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddMvcCore().AddRazorViewEngine().ConfigureApplicationPartManager(AddViews);
        return services;
    }

    private static void AddViews(ApplicationPartManager parts)
    {
        var assembly = typeof(GalleryServices).Assembly;
        if (parts.ApplicationParts.All(part => part is not CompiledRazorAssemblyPart views || views.Assembly != assembly))
        {
            parts.ApplicationParts.Add(new CompiledRazorAssemblyPart(assembly));
        }
    }
}
