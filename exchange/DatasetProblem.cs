namespace Vignette.Exchange;

/// <summary>Something in a file that cannot be taken as it is.</summary>
/// <param name="Place">Where: <c>line 3</c>, <c>annotations[7]</c>, <c>labels/a.txt line 2</c>.</param>
/// <param name="Reason">A sentence that says what is wrong and what is allowed.</param>
public sealed record DatasetProblem(string Place, string Reason);
