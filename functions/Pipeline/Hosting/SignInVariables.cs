namespace Vignette.Pipeline.Hosting;

/// <summary>The environment variables that say how people sign in to the gallery: the stack sets them, the gallery reads them.</summary>
public static class SignInVariables
{
    /// <summary>How: one of <see cref="Password"/> and <see cref="Cognito"/> on AWS.</summary>
    public const string Mode = "SIGN_IN";

    /// <summary>The value of <see cref="Mode"/> where the gallery keeps passwords.</summary>
    public const string Password = "password";

    /// <summary>The value of <see cref="Mode"/> where the load balancer has a user pool sign people in.</summary>
    public const string Cognito = "cognito";

    /// <summary>The SHA-256 of the code by which the first account is made, in lower-case hexadecimal digits. With <see cref="Password"/>.</summary>
    public const string SetupCode = "SETUP_CODE_SHA256";

    /// <summary>Whose first sign-in makes them administrators: e-mail addresses with commas between. With <see cref="Cognito"/>, as all below.</summary>
    public const string Administrators = "ADMINISTRATORS";

    public const string Issuer = "COGNITO_ISSUER";

    public const string ClientId = "COGNITO_CLIENT_ID";

    public const string Domain = "COGNITO_DOMAIN";

    public const string LoadBalancer = "LOAD_BALANCER_ARN";
}
