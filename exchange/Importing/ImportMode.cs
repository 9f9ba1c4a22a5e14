namespace Vignette.Exchange.Importing;

/// <summary>What becomes of what a picture has already.</summary>
public enum ImportMode
{
    /// <summary>What the file speaks of is as the file says afterwards: its boxes are all there are, its caption and tags take the place of those there were.</summary>
    Replace,

    /// <summary>Boxes and tags of the file are added to those there are; a caption only where there is none.</summary>
    Add,
}
