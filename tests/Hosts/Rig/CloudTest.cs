using System.Text.Json;
using Vignette.Schema;
using Vignette.Schema.Catalog;
using Vignette.Tests;
using Vignette.Tests.MySql;

namespace Vignette.Hosts.Tests.Rig;

/// <summary>A test with a cloud of its own.</summary>
public abstract class CloudTest(MySqlServer database, RadosGateway storage) : IAsyncLifetime
{
    private protected CloudRig Cloud { get; private set; } = null!;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => Cloud = await CloudRig.CreateAsync(database, storage);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (Cloud is not null)
        {
            await Cloud.DisposeAsync();
        }
    }

    /// <summary>All images that the catalog has, the newest first.</summary>
    private protected async Task<IReadOnlyList<ImageRecord>> ImagesAsync() =>
        (await Cloud.Images.ListAsync(new ImageQuery { Limit = ImageQuery.MaxLimit }, Token)).Images;

    /// <summary>The only image that there is.</summary>
    private protected async Task<ImageRecord> ImageAsync() => (await ImagesAsync()).ShouldHaveSingleItem();

    /// <summary>The log lines of a program that say this. Every line it logs is one JSON object.</summary>
    private protected static IReadOnlyList<JsonElement> Logged(HostProgram program, string words) =>
        [.. program.Output.Split('\n')
            .Where(line => line.StartsWith('{'))
            .Select(line => JsonDocument.Parse(line).RootElement)
            .Where(line => line.GetProperty("Message").GetString()!.Contains(words, StringComparison.Ordinal))];
}
