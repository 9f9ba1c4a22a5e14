using System.Globalization;

namespace Vignette.Bench;

/// <summary>How a bench says what it found: figures, and ratios against the baseline of the same run with their goals.</summary>
public static class Report
{
    public static void Title(string text) => Console.WriteLine($"\n{text}");

    public static void Figure(string name, double value, string unit) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-58} {value,10:#,0.##} {unit}"));

    public static void AtMost(string name, double value, double goal, string unit = "×") => Judge(name, value, unit, "at most", goal, value <= goal);

    public static void AtLeast(string name, double value, double goal, string unit = "×") => Judge(name, value, unit, "at least", goal, value >= goal);

    /// <summary>The head of a table of <see cref="Ratio"/>.</summary>
    public static void Head(string baseline, string measured, string ratio) => Console.WriteLine($"  {"milliseconds",-40} {baseline,10} {measured,10} {ratio,8}");

    /// <summary>A line of a table: a baseline, what is compared with it, and their ratio, of which <paramref name="goal"/> is the most; null where there is none.</summary>
    public static void Ratio(string name, double baseline, double measured, double ratio, double? goal, string note) =>
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {name,-40} {baseline,10:0.000} {measured,10:0.000} {ratio,7:0.00}×  {(goal is { } most ? ratio <= most ? "" : $"MISSED (at most {most:0.##} ×)  " : "(no goal)  ")}{note}"));

    private static void Judge(string name, double value, string unit, string bound, double goal, bool met) =>
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {name,-58} {value,10:#,0.##} {unit}  (goal: {bound} {goal:0.##} {unit}{(met ? "" : ", MISSED")})"));
}
