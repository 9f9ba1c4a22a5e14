namespace Vignette.Gallery.Access.LoadBalancing;

/// <summary>Why a load balancer's token proves nothing.</summary>
public enum TokenFault
{
    /// <summary>No token that a load balancer makes.</summary>
    Malformed,

    /// <summary>Signed by anything else than ES256, or not at all.</summary>
    WrongAlgorithm,

    /// <summary>Another load balancer's.</summary>
    WrongSigner,

    /// <summary>Made for another client of a user pool.</summary>
    WrongClient,

    /// <summary>Of another user pool.</summary>
    WrongIssuer,

    Expired,

    NotYetValid,

    /// <summary>The region publishes no key of that name.</summary>
    UnknownKey,

    BadSignature,

    /// <summary>The e-mail address is missing, or its owner has not confirmed it.</summary>
    EmailNotVerified,

    /// <summary>The key is not to be had for now, so that nobody can be told from anybody else.</summary>
    KeyEndpointAway,
}
