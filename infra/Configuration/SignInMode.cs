namespace Vignette.Infra.Configuration;

/// <summary>How people sign in to the gallery.</summary>
public enum SignInMode
{
    /// <summary>By a password that the gallery keeps.</summary>
    Password,

    /// <summary>By a user pool of Amazon Cognito, before the load balancer lets a request through.</summary>
    Cognito,
}
