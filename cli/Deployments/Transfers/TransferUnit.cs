using System.Globalization;

namespace Vignette.Cli.Deployments.Transfers;

/// <summary>What a transfer is counted in.</summary>
internal sealed record TransferUnit(string Name, Func<double, string> Number)
{
    public static TransferUnit Megabytes { get; } = new("MB", bytes => (bytes / 1e6).ToString("#,0.0", CultureInfo.InvariantCulture));

    public static TransferUnit Pictures { get; } = new("pictures", count => count.ToString("#,0", CultureInfo.InvariantCulture));

    /// <summary><c>1.2 of 3.4 MB, 0.5 MB/s, 5 s left</c>, as far as it is known.</summary>
    public string Describe(long done, long? total, double? rate)
    {
        var amount = total is { } all ? $"{Number(done)} of {Number(all)} {Name}" : $"{Number(done)} {Name}";
        return rate is not > 0 ? amount
            : total > done ? $"{amount}, {Number(rate.Value)} {Name}/s, {Duration((total.Value - done) / rate.Value)} left"
            : $"{amount}, {Number(rate.Value)} {Name}/s";
    }

    private static string Duration(double seconds) => seconds switch
    {
        < 60 => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(seconds):0} s"),
        < 3600 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:0.0} h"),
    };
}
