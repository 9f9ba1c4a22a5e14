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

    private static void Judge(string name, double value, string unit, string bound, double goal, bool met) =>
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {name,-58} {value,10:#,0.##} {unit}  (goal: {bound} {goal:0.##} {unit}{(met ? "" : ", MISSED")})"));
}
