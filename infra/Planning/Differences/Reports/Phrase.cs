using System.Globalization;
using System.Runtime.CompilerServices;

namespace Vignette.Planning.Differences.Reports;

/// <summary>
/// A sentence with values from plans in it. <c>Phrase phrase = $"{name} gains {action}"</c> keeps apart what is written here
/// and what comes from elsewhere, so that whoever prints it can show the latter as nothing but text.
/// </summary>
[InterpolatedStringHandler]
public sealed class Phrase
{
    private readonly List<PhrasePart> _parts;

    public Phrase(int literalLength, int formattedCount) => _parts = new((2 * formattedCount) + Math.Min(literalLength, 1));

    private Phrase(IEnumerable<PhrasePart> parts) => _parts = [.. parts];

    public static Phrase Nothing { get; } = new([]);

    public IReadOnlyList<PhrasePart> Parts => _parts;

    /// <summary>This program's own words.</summary>
    public static Phrase Words(string text) => new([new(PhraseKind.Words, text)]);

    /// <summary>This program's own words, which nobody should miss.</summary>
    public static Phrase Loud(string text) => new([new(PhraseKind.Loud, text)]);

    public static Phrase Join(string separator, IEnumerable<Phrase> phrases) =>
        new(phrases.SelectMany((phrase, index) => index == 0 ? phrase.Parts : [new PhrasePart(PhraseKind.Words, separator), .. phrase.Parts]));

    /// <summary>Values in a row: <c>a, b and c</c>; of more than so many only the first ones and how many there are besides.</summary>
    public static Phrase List(IEnumerable<string> values, int most = int.MaxValue)
    {
        var all = values.ToList();
        var shown = all.Take(all.Count <= most ? most : most - 1).Select(value => (Phrase)$"{value}").ToList();
        if (shown.Count < all.Count)
        {
            shown.Add(Words((all.Count - shown.Count).ToString(CultureInfo.InvariantCulture) + " more"));
        }

        return shown.Count < 2 ? Join("", shown) : $"{Join(", ", shown[..^1])} and {shown[^1]}";
    }

    public void AppendLiteral(string text) => _parts.Add(new(PhraseKind.Words, text));

    public void AppendFormatted(string? value) => _parts.Add(new(PhraseKind.Value, value ?? ""));

    public void AppendFormatted(int number) => AppendLiteral(number.ToString(CultureInfo.InvariantCulture));

    public void AppendFormatted(Phrase phrase)
    {
        ArgumentNullException.ThrowIfNull(phrase);
        _parts.AddRange(phrase.Parts);
    }

    /// <summary>As plain text.</summary>
    public override string ToString() => string.Concat(_parts.Select(part => part.Text));
}
