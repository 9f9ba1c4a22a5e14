using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;

namespace Vignette.Gallery.Assets;

/// <summary>
/// The style sheet, scripts and pictures of the pages, out of this assembly. Their common version is part of their
/// address, so that browsers may keep them for good and scripts may import each other by relative names.
/// </summary>
internal sealed class GalleryAssets
{
    private readonly FrozenDictionary<string, Asset> _assets;

    public GalleryAssets()
    {
        var assembly = typeof(GalleryAssets).Assembly;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var assets = new Dictionary<string, Asset>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames().Where(name => MediaType(name) is not null).Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            hash.AppendData(Encoding.UTF8.GetBytes(name));
            hash.AppendData(content);
            assets.Add(name, new Asset(MediaType(name)!, content));
        }

        _assets = assets.ToFrozenDictionary();
        Version = Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8));
        StyleSheet = Url("gallery.css");
        Icon = Url("icon.svg");
    }

    /// <summary>Changes whenever any asset does.</summary>
    public string Version { get; }

    public string StyleSheet { get; }

    public string Icon { get; }

    /// <exception cref="ArgumentException">There is no such asset.</exception>
    public string Url(string name) =>
        _assets.ContainsKey(name) ? $"/assets/{Version}/{name}" : throw new ArgumentException($"There is no asset {name}.", nameof(name));

    public Asset? Find(string name) => _assets.GetValueOrDefault(name);

    private static string? MediaType(string name) => Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => null,
    };

    public sealed record Asset(string MediaType, ReadOnlyMemory<byte> Content);
}
