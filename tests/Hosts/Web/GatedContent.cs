using System.Net;

namespace Vignette.Hosts.Tests.Web;

/// <summary>A file that is sent half, and the rest when the gate opens.</summary>
internal sealed class GatedContent(byte[] content, TaskCompletionSource begun, Task gate) : HttpContent
{
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(content.AsMemory(0, content.Length / 2));
        await stream.FlushAsync();
        begun.TrySetResult();
        await gate;
        await stream.WriteAsync(content.AsMemory(content.Length / 2));
    }

    protected override bool TryComputeLength(out long length)
    {
        length = content.Length;
        return true;
    }
}
