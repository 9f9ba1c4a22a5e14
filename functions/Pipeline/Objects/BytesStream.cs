using System.Runtime.InteropServices;

namespace Vignette.Pipeline.Objects;

/// <summary>Bytes as a stream.</summary>
public static class BytesStream
{
    /// <summary>Reads the bytes where they are, or a copy of them where they are in no array.</summary>
    public static MemoryStream AsStream(this ReadOnlyMemory<byte> bytes) => MemoryMarshal.TryGetArray(bytes, out var array)
        ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
        : new MemoryStream(bytes.ToArray(), writable: false);
}
