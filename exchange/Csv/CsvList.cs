using System.Text;

namespace Vignette.Exchange.Csv;

/// <summary>Several texts in one cell: semicolons between them; one that belongs to a text has a backslash before it, as has a backslash.</summary>
internal static class CsvList
{
    public static string Join(IEnumerable<string> texts) =>
        string.Join("; ", texts.Select(text => text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace(";", @"\;", StringComparison.Ordinal)));

    /// <summary>Blanks around a text do not count, nor does a text without anything.</summary>
    public static IReadOnlyList<string> Split(string cell)
    {
        var texts = new List<string>();
        var text = new StringBuilder();
        for (var i = 0; i < cell.Length; i++)
        {
            if (cell[i] == ';')
            {
                Add();
            }
            else
            {
                i += cell[i] == '\\' && i + 1 < cell.Length ? 1 : 0;
                text.Append(cell[i]);
            }
        }

        Add();
        return texts;

        void Add()
        {
            if (text.ToString().Trim() is { Length: > 0 } clean)
            {
                texts.Add(clean);
            }

            text.Clear();
        }
    }
}
