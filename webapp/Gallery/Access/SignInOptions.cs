using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Vignette.Gallery.Access.LoadBalancing;
using Vignette.Pipeline;
using Vignette.Pipeline.Hosting;

namespace Vignette.Gallery.Access;

/// <summary>How people say who they are, as the environment has it.</summary>
public sealed record SignInOptions(SignInMode Mode)
{
    public const string ModeVariable = SignInVariables.Mode;

    public const string SetupCodeVariable = SignInVariables.SetupCode;

    private const int DigestLength = 64;

    /// <inheritdoc cref="GalleryOptions.SetupCodeSha256"/>
    public string? SetupCodeSha256 { get; init; }

    /// <inheritdoc cref="GalleryOptions.LoadBalancer"/>
    public LoadBalancerSignInOptions? LoadBalancer { get; init; }

    /// <summary>Reads the environment's variables; one that is empty counts as not set.</summary>
    /// <param name="otherwise">The mode where <c>SIGN_IN</c> is not set; null where it must be.</param>
    /// <exception cref="OptionsValidationException">A value cannot be right: the message names each such variable and what it may be.</exception>
    public static SignInOptions From(IConfiguration environment, SignInMode? otherwise)
    {
        ArgumentNullException.ThrowIfNull(environment);
        var failures = new List<string>();
        var text = environment.Variable(ModeVariable);
        var mode = text is null ? otherwise : Parse(text);
        if (mode is null)
        {
            failures.Add(text is null ? $"{ModeVariable} is not set; it must be none, password or cognito." : $"{ModeVariable} is \"{text}\"; it must be none, password or cognito.");
        }

        var code = environment.Variable(SetupCodeVariable);
        if (code is not null && !(code.Length == DigestLength && code.All(char.IsAsciiHexDigitLower)))
        {
            failures.Add($"{SetupCodeVariable} must be a SHA-256 digest: {DigestLength} lower-case hexadecimal digits.");
        }

        return failures.Count == 0
            ? new SignInOptions(mode!.Value)
            {
                SetupCodeSha256 = code,
                LoadBalancer = mode == SignInMode.Cognito ? LoadBalancerSignInOptions.From(environment) : null,
            }
            : throw new OptionsValidationException(nameof(SignInOptions), typeof(SignInOptions), failures);
    }

    /// <summary>Null where the text names no mode.</summary>
    public static SignInMode? Parse(string text) => text.ToUpperInvariant() switch
    {
        "NONE" => SignInMode.None,
        "PASSWORD" => SignInMode.Password,
        "COGNITO" => SignInMode.Cognito,
        _ => null,
    };
}
