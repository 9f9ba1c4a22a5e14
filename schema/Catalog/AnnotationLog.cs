using Vignette.Schema.Database;

namespace Vignette.Schema.Catalog;

/// <summary>Gathers what an edit changes, and writes one line of history for each kind of change.</summary>
internal sealed class AnnotationLog
{
    private const int MaxDetail = 500;

    private readonly List<(string What, string Detail)> _changes = [];

    public bool IsEmpty => _changes.Count == 0;

    public void Add(string what, string detail) => _changes.Add((what, detail));

    public async Task WriteAsync(Sql sql, long seq, string author, long now, CancellationToken cancellationToken)
    {
        foreach (var group in _changes.GroupBy(change => change.What))
        {
            var details = group.Select(change => change.Detail).Distinct().ToList();
            var text = string.Join(", ", details);
            if (group.Count() > 1)
            {
                text = $"{group.Count()}: {text}";
            }

            await sql.ExecuteAsync(
                "INSERT INTO annotation_history (seq, at, author, what, detail) VALUES (@seq, @now, @author, @what, @detail)",
                [("@seq", seq), ("@now", now), ("@author", author), ("@what", group.Key), ("@detail", Cut(text))],
                cancellationToken);
        }
    }

    private static string Cut(string text) =>
        text.Length <= MaxDetail ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[MaxDetail - 1]) ? MaxDetail - 1 : MaxDetail), "…");
}
