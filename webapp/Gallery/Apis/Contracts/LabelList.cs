using Vignette.Schema.Catalog;

namespace Vignette.Gallery.Apis.Contracts;

/// <summary>Labels in use, those that most images have first.</summary>
public sealed record LabelList(IReadOnlyList<LabelUse> Labels);
