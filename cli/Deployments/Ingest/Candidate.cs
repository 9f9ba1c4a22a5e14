namespace Vignette.Cli.Deployments.Ingest;

/// <summary>A picture that was read, and may be sent.</summary>
/// <param name="Stamp">The file as it was read.</param>
/// <param name="Digest">The SHA-256 of what would be sent, in lower-case hexadecimal digits.</param>
/// <param name="Size">Bytes that would be sent.</param>
/// <param name="Shrunk">What is sent in place of the file, in a temporary one; null where the file is.</param>
internal sealed record Candidate(SourceFile File, FileStamp Stamp, string Digest, long Size, FileStream? Shrunk = null) : IDisposable
{
    /// <summary>Opens what is sent, from its beginning; fails where it is not what was read before. One at a time.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be read.</exception>
    public VerifiedStream Open()
    {
        if (Shrunk is null)
        {
            return new VerifiedStream(CandidateReader.OpenFile(File.Path), Size, Digest);
        }

        Shrunk.Position = 0;
        return new VerifiedStream(Shrunk, Size, Digest, isKept: true);
    }

    public void Dispose() => Shrunk?.Dispose();
}
