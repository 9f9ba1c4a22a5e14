using System.Buffers;

namespace Vignette.Imaging.Vips;

/// <summary>Bytes that stay where they are until disposed, for native code to read.</summary>
internal sealed class PinnedBytes(ReadOnlyMemory<byte> bytes) : IDisposable
{
    private MemoryHandle _pin = bytes.Pin();

    public unsafe nint Address => (nint)_pin.Pointer;

    public int Length { get; } = bytes.Length;

    public void Dispose() => _pin.Dispose();
}
