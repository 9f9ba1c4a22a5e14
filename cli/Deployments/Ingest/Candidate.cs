namespace Vignette.Cli.Deployments.Ingest;

/// <summary>A picture that was read, and may be sent.</summary>
/// <param name="Stamp">The file as it was read.</param>
/// <param name="Digest">The SHA-256 of what would be sent, in lower-case hexadecimal digits.</param>
/// <param name="Size">Bytes that would be sent.</param>
internal sealed record Candidate(SourceFile File, FileStamp Stamp, string Digest, long Size)
{
    /// <summary>Opens what is sent, from its beginning; fails where it is not what was read before.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be read.</exception>
    public VerifiedStream Open() => new(CandidateReader.OpenFile(File.Path), Size, Digest);
}
