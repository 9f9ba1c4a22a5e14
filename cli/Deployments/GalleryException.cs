using System.Net;

namespace Vignette.Cli.Deployments;

/// <summary>A deployed gallery did not do what it was asked to.</summary>
/// <param name="kind">What callers tell apart.</param>
/// <param name="message">One line that completes “the gallery …”: what happened.</param>
public sealed class GalleryException(GalleryFaultKind kind, string message, Exception? innerException = null) : Exception(OneLine(message), innerException)
{
    private const int MaxLength = 400;

    public GalleryFaultKind Kind { get; } = kind;

    /// <summary>When it is worth another try, where the gallery said so.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What it answered with; null where it gave no answer, or an answer that nobody understands.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>Whether asking again does not help, whatever the kind is.</summary>
    public bool IsFinal { get; init; }

    /// <summary>Whether the same request may well succeed a little later.</summary>
    public bool IsTransient => !IsFinal && Kind is GalleryFaultKind.Unreachable or GalleryFaultKind.BrokeOff or GalleryFaultKind.Unavailable;

    // Part of it comes from whoever answered: no line of its own, no control characters on somebody's terminal, no novel.
    internal static string OneLine(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => string.Concat(word.Where(letter => !char.IsControl(letter)))));
        return line.Length <= MaxLength ? line : line[..MaxLength] + "…";
    }
}
