using Microsoft.Extensions.Options;
using Vignette.Gallery.Access.LoadBalancing;
using Vignette.Pipeline;
using Vignette.Pipeline.Hosting;

namespace Vignette.Web;

/// <summary>What the stack says of how people sign in.</summary>
internal static class SignInEnvironment
{
    private const int DigestLength = 64;

    /// <summary>Adds <see cref="LoadBalancerSignInOptions"/> where the load balancer signs people in.</summary>
    /// <exception cref="OptionsValidationException">A value is missing or cannot be right: the message names each such variable.</exception>
    public static IServiceCollection AddSignInEnvironment(this IServiceCollection services, IConfiguration environment)
    {
        if (environment.Variable(SignInVariables.SetupCode) is { } digest && !(digest.Length == DigestLength && digest.All(char.IsAsciiHexDigitLower)))
        {
            throw new OptionsValidationException(nameof(SignInEnvironment), typeof(SignInEnvironment), [$"{SignInVariables.SetupCode} must be a SHA-256 digest: {DigestLength} lower-case hexadecimal digits."]);
        }

        return environment.Variable(SignInVariables.Mode) == SignInVariables.Cognito ? services.AddSingleton(LoadBalancerSignInOptions.From(environment)) : services;
    }
}
