using System.CommandLine;

namespace Vignette.Cli.Deployments;

/// <summary>What a command signs in with: <c>--token</c>, or else <c>VIGNETTE_TOKEN</c>.</summary>
internal static class AccessToken
{
    public const string Variable = "VIGNETTE_TOKEN";

    /// <summary>For every command that asks a gallery.</summary>
    public static Option<string?> Option { get; } = new("--token")
    {
        Description = $"The token to sign in with, of an account of the gallery; better ${Variable} , which other programs of this machine do not see.",
        Validators = { result => Check(result) },
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable(Variable),
    };

    // It becomes a header: nothing that ends one may be in it.
    private static void Check(System.CommandLine.Parsing.OptionResult result)
    {
        if (result.GetValueOrDefault<string?>()?.Trim() is { } token && token.Any(character => character is <= ' ' or > '~'))
        {
            result.AddError($"--token, or ${Variable}, is one word: the token as the settings page showed it.");
        }
    }

    /// <summary>What a client bears with, and signs in with.</summary>
    public static GalleryClientOptions Bounds(ParseResult arguments) =>
        new() { Token = arguments.GetValue(Option)?.Trim() is { Length: > 0 } token ? token : null };
}
