namespace Vignette.Schema;

/// <summary>Where an image stands on its way into the data set.</summary>
public enum PublicationState
{
    /// <summary>It was never published, and is not approved.</summary>
    None,

    /// <summary>It is approved and on its way.</summary>
    Pending,

    /// <summary>It is approved, and could not be published.</summary>
    Failed,

    /// <summary>It is in the data set as it was approved last.</summary>
    Published,

    /// <summary>It is in the data set as it was approved once; the approval was taken back, or it changed since.</summary>
    Outdated,
}
