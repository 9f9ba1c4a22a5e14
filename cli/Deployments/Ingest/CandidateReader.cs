using System.Security.Cryptography;
using Vignette.Exchange.Spooling;
using Vignette.Imaging.Vips;
using Vignette.Pipeline.Imaging;

namespace Vignette.Cli.Deployments.Ingest;

/// <summary>Tells pictures by their signature, never by their name, and by their digest from each other.</summary>
/// <param name="shrinker">Null to send pictures as they are.</param>
internal sealed class CandidateReader(VipsShrinker? shrinker)
{
    private const int BufferSize = 128 << 10;

    public static FileStream OpenFile(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);

    /// <returns>Null where it is no picture.</returns>
    /// <exception cref="IOException">It cannot be read, or it changed meanwhile.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be read.</exception>
    /// <exception cref="Pipeline.PermanentFault">It is too damaged to be shrunk.</exception>
    public async Task<Candidate?> ReadAsync(SourceFile file, CancellationToken cancellationToken)
    {
        var (isFile, stamp) = FileStatus.Of(file.Path);
        if (!isFile)
        {
            return null;
        }

        await using var content = OpenFile(file.Path);
        var head = new byte[ImageFormats.SignatureLength];
        var length = await content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        if (ImageFormats.Detect(head.AsSpan(0, length)) is null)
        {
            return null;
        }

        content.Position = 0;
        var candidate = await ShrinkAsync(file, stamp, content, cancellationToken);
        if (candidate is null)
        {
            content.Position = 0;
            await using var buffered = new BufferedStream(content, BufferSize);
            candidate = new Candidate(file, stamp, Convert.ToHexStringLower(await SHA256.HashDataAsync(buffered, cancellationToken)), stamp.Size);
        }

        if (FileStatus.Of(file.Path).Stamp == stamp)
        {
            return candidate;
        }

        candidate.Dispose();
        throw new FileChangedException(file.Path);
    }

    /// <summary>The picture made smaller; null where it goes as it is.</summary>
    private async Task<Candidate?> ShrinkAsync(SourceFile file, FileStamp stamp, FileStream content, CancellationToken cancellationToken)
    {
        if (shrinker is null || stamp.Size > Array.MaxLength)
        {
            return null;
        }

        var original = new byte[stamp.Size];
        await content.ReadExactlyAsync(original, cancellationToken);
        if (shrinker.Shrink(original, cancellationToken) is not { } small)
        {
            return null;
        }

        // On the disk: many may wait for their turn.
        var kept = TemporaryFile.Create();
        try
        {
            await kept.WriteAsync(small, cancellationToken);
            await kept.FlushAsync(cancellationToken);
            return new Candidate(file, stamp, Convert.ToHexStringLower(SHA256.HashData(small)), small.Length, kept);
        }
        catch
        {
            await kept.DisposeAsync();
            throw;
        }
    }
}
