using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Pipeline.Tasks;

/// <summary>What a task works on.</summary>
/// <param name="Original">The object's whole content, in the version that is claimed.</param>
public sealed record ClaimedImage(ImageRecord Image, TaskClaim Claim, ReadOnlyMemory<byte> Original);
