using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;
using Vignette.Pipeline.Objects;

namespace Vignette.Web.Keys;

internal static class SharedKeys
{
    /// <summary>Puts the keys beside the renditions: nothing announces what is put there.</summary>
    public static IServiceCollection AddSharedKeys(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("Vignette");
        return services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(options =>
            options.XmlRepository = new ObjectStoreKeyRepository(
                provider.GetRequiredService<ImageStores>().Renditions,
                provider.GetRequiredService<ILogger<ObjectStoreKeyRepository>>())));
    }
}
