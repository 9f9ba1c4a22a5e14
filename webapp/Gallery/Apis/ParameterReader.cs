using System.Globalization;

namespace Vignette.Gallery.Apis;

/// <summary>Reads the parameters of an address, and keeps what is wrong with the first that is.</summary>
internal sealed class ParameterReader
{
    /// <summary>For a person: what is allowed.</summary>
    public string? Problem { get; private set; }

    public void Refuse(bool isWrong, string problem)
    {
        if (isWrong)
        {
            Problem ??= problem;
        }
    }

    /// <summary>Null where it is left out or blank.</summary>
    public string? Text(string name, string? value, int maxLength)
    {
        var text = value?.Trim();
        Refuse(text?.Length > maxLength, $"{name} has at most {maxLength} characters.");
        return string.IsNullOrEmpty(text) ? null : text;
    }

    public T? OneOf<T>(string name, string? value, Func<string, T?> parse, string allowed)
        where T : struct
    {
        if (string.IsNullOrEmpty(value))
        {
            return null;
        }

        var read = parse(value);
        Refuse(read is null, $"{name} is one of {allowed}.");
        return read;
    }

    public DateOnly? Day(string name, string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return null;
        }

        Refuse(!ImageQueries.TryReadDay(value, out var day), $"{name} is a day, as 2026-01-31.");
        return day;
    }

    public int? Number(string name, string? value, int from, int to)
    {
        if (string.IsNullOrEmpty(value))
        {
            return null;
        }

        Refuse(
            !int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < from || number > to,
            $"{name} is a number from {from} to {to}.");
        return number;
    }
}
