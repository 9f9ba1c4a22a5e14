namespace Vignette.Schema;

/// <summary>Review states as JSON, addresses and files say them: <c>unreviewed</c>, <c>in_progress</c>, <c>approved</c>.</summary>
public static class ReviewStates
{
    public static string Code(this ReviewState state) => state switch
    {
        ReviewState.Unreviewed => "unreviewed",
        ReviewState.InProgress => "in_progress",
        ReviewState.Approved => "approved",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    /// <summary>Null where the text is none of the codes.</summary>
    public static ReviewState? Parse(string? code) => code switch
    {
        "unreviewed" => ReviewState.Unreviewed,
        "in_progress" => ReviewState.InProgress,
        "approved" => ReviewState.Approved,
        _ => null,
    };
}
