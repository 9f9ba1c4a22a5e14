using System.Text;
using Vignette.Planning;

namespace Vignette.Rendering.Mocks;

/// <summary>
/// Keeps secrets out of plans. Mocks are told what is declared but not what of it is secret, so that every secret has a
/// value that is recognized wherever it ends up: alone, in a longer text, or in Base64. That also finds what the program
/// forgot to call a secret.
/// </summary>
internal static class Secrets
{
    /// <summary>The value of each secret.</summary>
    public const string Marker = "never-to-be-seen-in-a-plan";

    private static readonly string[] Traces = [Marker, .. Enumerable.Range(0, 3).Select(InBase64)];

    /// <summary>The text, or <see cref="Plan.Secret"/> where a secret is in it.</summary>
    public static string Mask(string text) => Traces.Any(trace => text.Contains(trace, StringComparison.Ordinal)) ? Plan.Secret : text;

    /// <summary>What of the marker's Base64 is the same whatever is around it, where so many bytes of a group are before it.</summary>
    private static string InBase64(int before)
    {
        var bytes = new byte[before + Marker.Length];
        Encoding.ASCII.GetBytes(Marker, bytes.AsSpan(before));
        var whole = bytes.Length / 3 * 4;
        return Convert.ToBase64String(bytes)[(before == 0 ? 0 : before + 1)..(whole + (bytes.Length % 3))];
    }
}
