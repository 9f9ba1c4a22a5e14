namespace Vignette.Imaging.ImageSharp.Tests;

/// <summary>Tests that must not run side by side: some measure the memory that the whole process takes.</summary>
[CollectionDefinition(nameof(EngineCollection))]
public sealed class EngineCollection;
