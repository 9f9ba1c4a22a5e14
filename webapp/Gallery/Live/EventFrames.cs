using System.Globalization;
using System.Text;
using System.Text.Json;
using Vignette.Gallery.Apis.Contracts;

namespace Vignette.Gallery.Live;

/// <summary>Server-sent events as bytes (HTML Standard, 9.2.6), made once for all who watch.</summary>
internal static class EventFrames
{
    /// <summary>Sent first: opens the stream, and says after how many milliseconds to come back when it breaks.</summary>
    public static ReadOnlyMemory<byte> Opening { get; } = "retry: 2000\n\n"u8.ToArray();

    /// <summary>A comment, so that neither side takes a quiet stream for a dead one.</summary>
    public static ReadOnlyMemory<byte> Heartbeat { get; } = ": alive\n\n"u8.ToArray();

    /// <summary>Tells a client that it missed something and should read its page again.</summary>
    public static ReadOnlyMemory<byte> Resync { get; } = "event: resync\ndata: {}\n\n"u8.ToArray();

    /// <param name="mark">Becomes the event's id, by which a client that comes back says what it has.</param>
    public static ReadOnlyMemory<byte> Image(long mark, ImageEvent image)
    {
        var json = JsonSerializer.Serialize(image, GalleryJson.Default.ImageEvent);
        return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"id: {mark}\nevent: image\ndata: {json}\n\n"));
    }
}
