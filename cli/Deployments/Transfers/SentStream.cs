using Vignette.Pipeline;

namespace Vignette.Cli.Deployments.Transfers;

/// <summary>A file on its way out, that tells how much of it was read, and keeps what kept it from being read.</summary>
internal sealed class SentStream(Stream file, Action<long> onRead) : ReadOnlyStream
{
    private long _read;

    /// <summary>Why the file could not be read to its end.</summary>
    public Exception? Fault { get; private set; }

    public override long Length => file.Length;

    public override long Position
    {
        get => _read;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read;
        try
        {
            read = await file.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Fault = fault;
            throw;
        }

        onRead(_read += read);
        return read;
    }
}
