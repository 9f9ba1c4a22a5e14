using Vignette.Tests;

namespace Vignette.Conformance.Catalog;

/// <summary>What every suite over the catalog's database begins with: an empty one, migrated.</summary>
public abstract class CatalogSuite(ICatalogDatabaseFactory factory) : IAsyncLifetime
{
    protected CatalogFixture Catalog { get; private set; } = null!;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var clock = new ManualTimeProvider();
        Catalog = new CatalogFixture(await factory.CreateAsync(clock, Token), clock);
    }

    public async ValueTask DisposeAsync()
    {
        await Catalog.Database.DisposeAsync();
        await factory.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
