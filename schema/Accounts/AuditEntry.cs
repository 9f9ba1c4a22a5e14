namespace Vignette.Schema.Accounts;

/// <summary>That somebody did something.</summary>
/// <param name="Actor">The account's name; for a sign-in that was refused, what was given for it.</param>
public sealed record AuditEntry(string Actor, AuditAction Action)
{
    /// <summary>As much of an actor's, a subject's or a token's name as is kept.</summary>
    public const int MaxNameLength = 255;

    /// <summary>Rises with every entry; 0 for one that is to be written.</summary>
    public long Id { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>The title of the token that was used; null where a person was signed in.</summary>
    public string? Token { get; init; }

    /// <summary>Where the request came from: an IP address.</summary>
    public string? Address { get; init; }

    public ImageId? Image { get; init; }

    /// <summary>The account or token that it was done to.</summary>
    public string? Subject { get; init; }

    public string? Detail { get; init; }
}
