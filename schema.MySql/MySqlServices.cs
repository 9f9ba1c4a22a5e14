using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Vignette.Schema.Database;

namespace Vignette.Schema.MySql;

/// <summary>Composition of the catalog in MySQL.</summary>
public static class MySqlServices
{
    /// <summary>Adds the database. It is connected to when it is first used.</summary>
    public static IServiceCollection AddMySqlCatalog(this IServiceCollection services, MySqlOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => MySqlCatalogDatabase.Open(
            options, provider.GetRequiredService<TimeProvider>(), provider.GetService<ILoggerFactory>()));
        return services.AddSingleton<ICatalogDatabase>(provider => provider.GetRequiredService<MySqlCatalogDatabase>());
    }
}
