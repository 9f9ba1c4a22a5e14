using Amazon.S3.Model;

namespace Vignette.Pipeline.Objects.S3;

/// <summary>An object's content while it comes. The SDK's own timeout ends with the headers: here each read has its own.</summary>
internal sealed class S3ContentStream(GetObjectResponse response, string bucket, TimeSpan timeout) : ReadOnlyStream
{
    private readonly Stream _content = response.ResponseStream;

    public override long Length => response.ContentLength;

    /// <exception cref="TransientFault">The store broke off, or is silent for longer than the timeout.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        return await S3Faults.CallAsync(bucket, async () => await _content.ReadAsync(buffer, limit.Token), cancellationToken);
    }

    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            response.Dispose();
        }

        base.Dispose(disposing);
    }
}
