namespace Vignette.Exchange.Csv;

/// <summary>Where each column is.</summary>
internal sealed class CsvHeader
{
    private readonly Dictionary<string, int> _columns = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="DatasetException">No column names a picture, or one of ours is there twice.</exception>
    public CsvHeader(IReadOnlyList<string> names)
    {
        for (var i = 0; i < names.Count; i++)
        {
            var name = CsvCell.Unguarded(names[i]).Trim();
            if (!_columns.TryAdd(name, i) && CsvColumns.All.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                throw new DatasetException($"The column {name} is there twice.");
            }
        }

        Count = names.Count;
        if (!Has(CsvColumns.Id) && !Has(CsvColumns.Name) && !Has(CsvColumns.Picture) && !Has(CsvColumns.Sha256))
        {
            throw new DatasetException($"The first line names the columns, and one of them says which picture: id, name, picture or sha256. All there are: {string.Join(", ", CsvColumns.All)}.");
        }

        string[] box = [CsvColumns.Label, CsvColumns.X, CsvColumns.Y, CsvColumns.BoxWidth, CsvColumns.BoxHeight];
        HasBoxes = box.All(Has);
        if (!HasBoxes && box.Any(Has))
        {
            throw new DatasetException($"A box has all of these columns: {string.Join(", ", box)}.");
        }
    }

    public int Count { get; }

    /// <summary>Whether the file speaks of boxes at all.</summary>
    public bool HasBoxes { get; }

    public bool Has(string column) => _columns.ContainsKey(column);

    /// <summary>The cell's text; null where it is empty or there is no such column.</summary>
    public string? Cell(IReadOnlyList<string> row, string column) =>
        _columns.TryGetValue(column, out var at) && at < row.Count && row[at].Length > 0 ? CsvCell.Unguarded(row[at]) : null;
}
