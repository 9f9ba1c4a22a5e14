using Vignette.Gallery.Apis.Contracts;
using Vignette.Schema;

namespace Vignette.Gallery.Bulk;

/// <summary>A <see cref="BulkRequest"/> that was found valid.</summary>
internal sealed record BulkChange(IReadOnlyList<ImageId> Ids, BulkAction Action, IReadOnlyList<string> Tags, ReviewState? Review);
