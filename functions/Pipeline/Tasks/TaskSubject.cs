using Vignette.Pipeline.Imaging;
using Vignette.Pipeline.Objects;
using Vignette.Schema;

namespace Vignette.Pipeline.Tasks;

/// <summary>What an event is about: an image, and its original, of which the beginning was read.</summary>
internal sealed class TaskSubject(ImageRecord image, StoredObject? original, ReadOnlyMemory<byte> head) : IAsyncDisposable
{
    public ImageRecord Image { get; } = image;

    /// <summary>The original's entity tag; null where it is not in the store.</summary>
    public string? ObjectVersion => original?.Info.ETag;

    public static async Task<ReadOnlyMemory<byte>> ReadHeadAsync(StoredObject original, CancellationToken cancellationToken)
    {
        var head = new byte[ImageFormats.SignatureLength];
        var length = await original.Content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        return head.AsMemory(0, length);
    }

    /// <summary>The whole original, checked before it is read.</summary>
    /// <exception cref="PermanentFault">It is not there, or no picture that is taken.</exception>
    public async Task<ReadOnlyMemory<byte>> ReadAsync(PipelineOptions options, CancellationToken cancellationToken)
    {
        if (original is null)
        {
            throw new PermanentFault(TaskLedgerExtensions.NoOriginal);
        }

        if (original.Info.Size == 0)
        {
            throw new PermanentFault("The file is empty.");
        }

        if (original.Info.Size > options.MaxFileBytes)
        {
            throw new PermanentFault(options.TooLargeReason);
        }

        if (ImageFormats.Detect(head.Span) is null)
        {
            throw PictureFaults.NotAPicture();
        }

        var content = GC.AllocateUninitializedArray<byte>((int)original.Info.Size);
        head.CopyTo(content);
        await original.Content.ReadExactlyAsync(content.AsMemory(head.Length), cancellationToken);
        return content;
    }

    public ValueTask DisposeAsync() => original?.DisposeAsync() ?? ValueTask.CompletedTask;
}
