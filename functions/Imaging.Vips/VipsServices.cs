using Microsoft.Extensions.DependencyInjection;
using Vignette.Pipeline.Imaging;

namespace Vignette.Imaging.Vips;

/// <summary>Puts libvips behind <see cref="IThumbnailer"/>.</summary>
public static class VipsServices
{
    public static IServiceCollection AddVipsThumbnailer(this IServiceCollection services) =>
        services.AddSingleton<IThumbnailer, VipsThumbnailer>();
}
