using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Vignette.Exchange;

public static class ExchangeServices
{
    /// <summary>Adds what export and import need, beside the pipeline. <see cref="Exporting.DatasetExporter"/> and <see cref="Importing.DatasetImporter"/> see what the images that they are given show.</summary>
    public static IServiceCollection AddExchange(this IServiceCollection services)
    {
        services.TryAddSingleton(new DatasetLimits());
        return services;
    }
}
