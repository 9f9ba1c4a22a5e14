using System.Security.Cryptography;
using Vignette.Pipeline.Imaging;

namespace Vignette.Cli.Deployments.Ingest;

/// <summary>Tells pictures by their signature, never by their name, and by their digest from each other.</summary>
internal static class CandidateReader
{
    private const int BufferSize = 128 << 10;

    public static FileStream OpenFile(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);

    /// <returns>Null where it is no picture.</returns>
    /// <exception cref="IOException">It cannot be read, or it changed meanwhile.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be read.</exception>
    public static async Task<Candidate?> ReadAsync(SourceFile file, CancellationToken cancellationToken)
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
        await using var buffered = new BufferedStream(content, BufferSize);
        var digest = Convert.ToHexStringLower(await SHA256.HashDataAsync(buffered, cancellationToken));
        return FileStatus.Of(file.Path).Stamp == stamp ? new Candidate(file, stamp, digest, stamp.Size) : throw new FileChangedException(file.Path);
    }
}
