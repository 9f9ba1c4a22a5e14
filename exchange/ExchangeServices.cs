using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Vignette.Exchange.Exporting;
using Vignette.Exchange.Importing;
using Vignette.Schema.Catalog;

namespace Vignette.Exchange;

public static class ExchangeServices
{
    /// <summary>Adds export and import, beside the pipeline.</summary>
    public static IServiceCollection AddExchange(this IServiceCollection services)
    {
        services.TryAddSingleton(new DatasetLimits());
        services.TryAddSingleton<ImageFinder>();
        services.TryAddSingleton<DatasetExporter>();
        services.TryAddSingleton<DatasetImporter>();
        return services;
    }
}
