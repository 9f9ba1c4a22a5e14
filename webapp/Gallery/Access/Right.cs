namespace Vignette.Gallery.Access;

/// <summary>What an endpoint lets people do. Every endpoint names one, and <see cref="AccessRules"/> says who has it.</summary>
internal enum Right
{
    /// <summary>What anybody may, whoever they are: asking whether the host lives, and the pages' assets.</summary>
    Open,

    /// <summary>Saying who one is.</summary>
    SignIn,

    /// <summary>Looking at images, searching them, taking them out.</summary>
    Look,

    /// <summary>Bringing images in.</summary>
    Upload,

    /// <summary>Saying what is on an image that one sees, and starting its tasks again.</summary>
    Annotate,

    /// <summary>Bringing in images together with what is on them.</summary>
    Import,

    /// <summary>Deciding over images of one's own: who sees them, and whether they are there at all.</summary>
    Manage,

    /// <summary>One's own account: password, tokens, signing out.</summary>
    Account,

    /// <summary>The accounts of others, and what was done with all.</summary>
    Administer,
}
