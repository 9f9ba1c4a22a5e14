using Microsoft.Extensions.DependencyInjection;
using Vignette.Pipeline.Imaging;

namespace Vignette.Imaging.ImageSharp;

/// <summary>Puts ImageSharp behind <see cref="IThumbnailer"/>.</summary>
public static class ImageSharpServices
{
    public static IServiceCollection AddImageSharpThumbnailer(this IServiceCollection services) =>
        services.AddSingleton<IThumbnailer, ImageSharpThumbnailer>();
}
