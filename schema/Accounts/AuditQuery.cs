namespace Vignette.Schema.Accounts;

/// <summary>Which entries to list. What is null filters nothing.</summary>
public sealed record AuditQuery
{
    public const int MaxLimit = 500;

    /// <summary>The account's name as it is written.</summary>
    public string? Actor { get; init; }

    public AuditAction? Action { get; init; }

    public ImageId? Image { get; init; }

    /// <summary>From this moment on.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before this moment.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Only entries with a smaller id: where the page before ended.</summary>
    public long? Before { get; init; }

    /// <summary>1 to <see cref="MaxLimit"/>.</summary>
    public int Limit { get; init; } = 100;
}
