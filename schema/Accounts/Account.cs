namespace Vignette.Schema.Accounts;

/// <summary>Somebody who can sign in.</summary>
/// <param name="Name">What images have for their owner.</param>
/// <param name="Stamp">Changes whenever the sessions that there are must end.</param>
public sealed record Account(string Name, Role Role, string Stamp)
{
    /// <summary>What the identity provider calls them; null for who has a password here.</summary>
    public string? Subject { get; init; }

    /// <summary>As ASP.NET Core Identity's hasher writes it; null for who has none here.</summary>
    public string? PasswordHash { get; init; }

    /// <summary>Wrong passwords since the last right one.</summary>
    public int Failures { get; init; }

    /// <summary>Until when no password is taken.</summary>
    public DateTimeOffset? LockedUntil { get; init; }

    /// <summary>How much the originals of its images may take, in bytes; null for any amount.</summary>
    public long? MaxBytes { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null for who never did.</summary>
    public DateTimeOffset? SignedInAt { get; init; }
}
