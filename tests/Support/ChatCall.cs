using System.Text.Json;

namespace Vignette.Tests;

/// <summary>A request as <see cref="FakeChatEndpoint"/> received it.</summary>
/// <param name="Authorization">The header; null where none was sent.</param>
public sealed record ChatCall(string Method, string Path, string? Authorization, JsonElement Body)
{
    private const string DataUriStart = "data:image/jpeg;base64,";

    public string Model => Body.GetProperty("model").GetString()!;

    /// <summary>What the model is told, without the picture.</summary>
    public string Prompt => Part("text").GetProperty("text").GetString()!;

    /// <summary>The picture that was sent.</summary>
    /// <exception cref="InvalidOperationException">It is not a JPEG as data URI.</exception>
    public byte[] Jpeg()
    {
        var address = Part("image_url").GetProperty("image_url").GetProperty("url").GetString()!;
        return address.StartsWith(DataUriStart, StringComparison.Ordinal)
            ? Convert.FromBase64String(address[DataUriStart.Length..])
            : throw new InvalidOperationException($"Not a JPEG as data URI: {address[..Math.Min(address.Length, 60)]}");
    }

    private JsonElement Part(string type) => Body.GetProperty("messages").EnumerateArray()
        .SelectMany(message => message.GetProperty("content").EnumerateArray())
        .Single(part => part.GetProperty("type").GetString() == type);
}
