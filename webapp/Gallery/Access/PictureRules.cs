using Vignette.Schema.Catalog;

namespace Vignette.Gallery.Access;

/// <summary>What a <see cref="PictureRule"/> means for an image.</summary>
internal static class PictureRules
{
    public const string NotOwn = "Only whose image it is may do this, and administrators.";

    /// <param name="holding">Whose the image is; in the trash nobody else sees it.</param>
    public static PictureVerdict Judge(this PictureRule rule, Caller caller, ImageHolding holding) =>
        !(holding.IsInTrash ? caller.Viewer.IsOwner(holding.Owner) : caller.Viewer.Sees(holding.Owner, holding.Visibility)) ? PictureVerdict.Hidden
        : rule == PictureRule.Own && !caller.Manages(holding.Owner) ? PictureVerdict.NotOwn
        : PictureVerdict.Allowed;
}
