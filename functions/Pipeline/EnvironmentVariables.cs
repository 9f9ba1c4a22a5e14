using Microsoft.Extensions.Configuration;

namespace Vignette.Pipeline;

/// <summary>How options are read from the environment.</summary>
public static class EnvironmentVariables
{
    /// <summary>A variable's value without white space around it; null where it is not set or empty, which is the same.</summary>
    public static string? Variable(this IConfiguration environment, string name)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return environment[name]?.Trim() is { Length: > 0 } value ? value : null;
    }

    /// <summary>Whether a value is the address of a service: absolute, http or https, without user name, query and fragment.</summary>
    internal static bool IsEndpoint(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        && address.UserInfo.Length == 0 && address.Query.Length == 0 && address.Fragment.Length == 0;
}
