using System.Globalization;

namespace Vignette.Cli.Deployments.Load.Reports;

/// <summary>Numbers as people read them.</summary>
internal static class Figures
{
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>With three digits that count, in the unit that suits.</summary>
    public static string Duration(double milliseconds) => milliseconds switch
    {
        <= 0 => "0 ms",
        >= 99_950 => $"{Number(milliseconds / 1000, "#,0")} s",
        >= 9_995 => $"{Number(milliseconds / 1000, "0.0")} s",
        >= 999.5 => $"{Number(milliseconds / 1000, "0.00")} s",
        >= 99.95 => $"{Number(milliseconds, "0")} ms",
        >= 9.995 => $"{Number(milliseconds, "0.0")} ms",
        _ => $"{Number(milliseconds, "0.00")} ms",
    };

    public static string Rate(double perSecond) => perSecond >= 99.95 ? Number(perSecond, "#,0") : Number(perSecond, "0.0#");

    /// <summary>As a factor; – where there is nothing to compare with.</summary>
    public static string Ratio(double? ratio) => ratio is { } factor ? $"× {Number(factor, factor < 10 ? "0.00" : "#,0.0")}" : "–";

    public static string Number(double number, string format = "0.###") => number.ToString(format, CultureInfo.InvariantCulture);
}
