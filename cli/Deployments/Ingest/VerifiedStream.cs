using System.Security.Cryptography;
using Vignette.Pipeline;

namespace Vignette.Cli.Deployments.Ingest;

/// <summary>
/// A picture on its way out that is what it was when its digest was taken, or does not come to its end: the last bytes are held
/// back until they are known to be right. Tells why where it could not be read.
/// </summary>
/// <param name="isKept">Whether the file stays open.</param>
internal sealed class VerifiedStream(FileStream file, long size, string digest, bool isKept = false) : ReadOnlyStream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _read;

    /// <summary>Why it did not come to its end; null where that was not for the file.</summary>
    public Exception? Fault { get; private set; }

    public override long Length => size;

    public override long Position
    {
        get => _read;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            if (_read == size || buffer.Length == 0)
            {
                return 0;
            }

            var read = await file.ReadAsync(buffer[..(int)Math.Min(buffer.Length, size - _read)], cancellationToken);
            _hash.AppendData(buffer.Span[..read]);
            _read += read;
            return (read == 0 || (_read == size && Convert.ToHexStringLower(_hash.GetHashAndReset()) != digest)) ? throw new FileChangedException(file.Name) : read;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Fault = fault;
            throw;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            if (!isKept)
            {
                file.Dispose();
            }

            _hash.Dispose();
        }

        base.Dispose(disposing);
    }
}
