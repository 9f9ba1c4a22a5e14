using Vignette.Schema;

namespace Vignette.Gallery.Apis.Contracts;

/// <summary>How a picture's annotations should be. What is left out stays as it is, and so do author, time and origin of what does not differ.</summary>
/// <param name="Version">The version that it was made from.</param>
/// <param name="Boxes">All boxes, in place of those there are: at most 500.</param>
/// <param name="Rejected">The ids of all suggestions that are turned down; one that is neither here nor among the boxes is open.</param>
/// <param name="Review">Left out, an approved picture that changes is <c>in_progress</c> again.</param>
/// <param name="Caption">1 to 2,000 characters.</param>
/// <param name="Tags">All tags, in place of those there are: at most 50, of 1 to 64 characters each.</param>
public sealed record AnnotationInput(
    long? Version,
    IReadOnlyList<BoxInput?>? Boxes,
    IReadOnlyList<string?>? Rejected,
    ReviewState? Review,
    string? Caption,
    IReadOnlyList<string?>? Tags);
