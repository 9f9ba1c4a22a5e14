namespace Vignette.Planning.Policies;

/// <summary>Who asks for a control.</summary>
public enum Standard
{
    /// <summary>AWS Foundational Security Best Practices.</summary>
    FoundationalSecurity,

    /// <summary>Another of the standards that AWS Security Hub checks, such as CIS's or NIST's.</summary>
    SecurityHub,

    /// <summary>This project.</summary>
    Project,
}
