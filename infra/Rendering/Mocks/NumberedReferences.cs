using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Vignette.Planning;

namespace Vignette.Rendering.Mocks;

/// <summary>
/// A number has no room for a reference, so that what the cloud makes up as one, such as a version, is a number that nothing
/// else has, and the reference is put back wherever it ends up.
/// </summary>
internal sealed partial class NumberedReferences
{
    private const int First = 987_000_000;

    private readonly ConcurrentDictionary<int, Reference> _references = new();
    private int _last = First;

    public int Add(Reference reference)
    {
        var number = Interlocked.Increment(ref _last);
        _references[number] = reference;
        return number;
    }

    public Reference? Find(double number) => number is > First and <= int.MaxValue ? _references.GetValueOrDefault((int)number) : null;

    public string Restore(string text) =>
        Numbers().Replace(text, match => Find(double.Parse(match.Value, CultureInfo.InvariantCulture))?.ToString() ?? match.Value);

    [GeneratedRegex("(?<![0-9])987[0-9]{6}(?![0-9])")]
    private static partial Regex Numbers();
}
