namespace Vignette.Schema;

/// <summary>How far people are with a picture's annotations.</summary>
public enum ReviewState
{
    /// <summary>Nobody has looked at it.</summary>
    Unreviewed,

    InProgress,

    /// <summary>A person says that it is right and complete; a later change makes it <see cref="InProgress"/> again.</summary>
    Approved,
}
