using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vignette.Planning.Costs;

/// <summary>What things cost, in US dollars: <c>prices.json</c>.</summary>
/// <param name="Region">The region's id.</param>
/// <param name="RegionName">The region as AWS's price list calls it.</param>
/// <param name="Date">When the list was last looked through.</param>
/// <param name="Prices">Each id once.</param>
public sealed record PriceList(string Region, string RegionName, DateOnly Date, ImmutableArray<Price> Prices)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The list that is in the repository.</summary>
    public static PriceList Default { get; } = ReadOwn();

    /// <summary>The entry of an id, or null.</summary>
    public Price? Find(string id) => Prices.FirstOrDefault(price => price.Id == id);

    /// <exception cref="JsonException">It is no price list; the message says where.</exception>
    public static PriceList Read(Stream json) => JsonSerializer.Deserialize<PriceList>(json, Format) ?? throw new JsonException("The price list is null.");

    private static PriceList ReadOwn()
    {
        using var json = typeof(PriceList).Assembly.GetManifestResourceStream("prices.json")!;
        return Read(json);
    }
}
