using Vignette.Schema;

namespace Vignette.Pipeline.Intake;

/// <summary>A file that a client wants to put into the store itself.</summary>
/// <param name="FileName">As for an <see cref="IncomingFile"/>.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Signature">The file's first bytes, <see cref="Imaging.ImageFormats.SignatureLength"/> or more where it has them.</param>
/// <param name="Owner">Whose it is.</param>
/// <param name="IdempotencyKey">As for an <see cref="IncomingFile"/>.</param>
public sealed record AnnouncedFile(string? FileName, long Size, ReadOnlyMemory<byte> Signature, string Owner, string? IdempotencyKey = null)
{
    /// <inheritdoc cref="IncomingFile.Visibility"/>
    public Visibility? Visibility { get; init; }
}
