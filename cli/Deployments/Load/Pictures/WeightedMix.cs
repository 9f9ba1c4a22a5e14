using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Vignette.Cli.Deployments.Load.Pictures;

/// <summary>Things with their shares, as <c>jpeg:70,png:20,webp:10</c>. A share counts against the sum of all; one that is left out is 1.</summary>
internal sealed class WeightedMix<T>
    where T : notnull
{
    private const int MostShare = 1_000_000;

    private readonly int _sum;
    private readonly string _text;

    private WeightedMix(IReadOnlyList<(T Value, int Share)> parts, string text) => (Parts, _sum, _text) = (parts, parts.Sum(part => part.Share), text);

    public delegate bool Parser(string text, [MaybeNullWhen(false)] out T value);

    /// <summary>At least one, none twice, all shares more than 0.</summary>
    public IReadOnlyList<(T Value, int Share)> Parts { get; }

    /// <param name="parse">Reads what is before the colon.</param>
    /// <param name="problem">What is wrong, as a sentence without its subject.</param>
    public static bool TryParse(string? text, Parser parse, [NotNullWhen(true)] out WeightedMix<T>? mix, [NotNullWhen(false)] out string? problem)
    {
        mix = null;
        var parts = new List<(T Value, int Share)>();
        foreach (var part in (text ?? "").Split(',', StringSplitOptions.TrimEntries))
        {
            var (name, share) = part.Split(':', 2, StringSplitOptions.TrimEntries) is [var before, var after] ? (before, after) : (part, "1");
            problem = !parse(name, out var value) ? $"has “{name}”"
                : !int.TryParse(share, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > MostShare ? $"has the share “{share}”, where a whole number from 1 to {MostShare} is allowed"
                : parts.Exists(known => known.Value.Equals(value)) ? $"has {name} twice"
                : null;
            if (problem is not null)
            {
                return false;
            }

            parts.Add((value!, int.Parse(share, CultureInfo.InvariantCulture)));
        }

        problem = null;
        mix = new WeightedMix<T>(parts, text!.Trim());
        return true;
    }

    /// <summary>One of them, by lot.</summary>
    /// <param name="lot">0 to less than 1.</param>
    public T Pick(double lot)
    {
        var left = lot * _sum;
        foreach (var (value, share) in Parts)
        {
            left -= share;
            if (left < 0)
            {
                return value;
            }
        }

        return Parts[^1].Value;
    }

    public override string ToString() => _text;
}
