namespace Vignette.Gallery.Apis.Contracts;

/// <summary>Something to do with many images.</summary>
/// <param name="Ids">1 to <see cref="MaxIds"/> images, none twice. A larger set is sent in such pieces: <c>GET /api/images/ids</c> tells what matches a search.</param>
/// <param name="Tags">For <c>tag</c> and <c>untag</c>: 1 to 50 tags of 1 to 64 characters.</param>
/// <param name="Review">For <c>review</c>: <c>unreviewed</c>, <c>in_progress</c> or <c>approved</c>.</param>
public sealed record BulkRequest(IReadOnlyList<string?>? Ids, BulkAction? Action, IReadOnlyList<string?>? Tags, string? Review)
{
    public const int MaxIds = 100;
}
