namespace Vignette.Gallery.Access;

/// <summary>How people say who they are: <c>SIGN_IN</c>.</summary>
public enum SignInMode
{
    /// <summary>Nobody need: whoever reaches the gallery is its one user. Only where nobody else reaches it.</summary>
    None,

    /// <summary>By a name and a password that the gallery keeps.</summary>
    Password,

    /// <summary>By Amazon Cognito, before the load balancer lets them through.</summary>
    Cognito,
}
