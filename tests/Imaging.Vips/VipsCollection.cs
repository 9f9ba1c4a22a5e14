namespace Vignette.Imaging.Vips.Tests;

/// <summary>Tests that must not run side by side: libvips's warnings go to whoever asked for them last.</summary>
[CollectionDefinition(nameof(VipsCollection))]
public sealed class VipsCollection;
