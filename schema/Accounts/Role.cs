namespace Vignette.Schema.Accounts;

/// <summary>What an account may do; each may do what the ones before it may. The numbers are in the catalog.</summary>
public enum Role
{
    /// <summary>Looks, searches and exports.</summary>
    Viewer = 0,

    /// <summary>Also uploads, and annotates what it sees.</summary>
    Annotator = 1,

    /// <summary>Also sees every image, and manages accounts.</summary>
    Admin = 2,
}
