using System.Globalization;

namespace Vignette.Infra.Configuration;

/// <summary>The sizes on which RDS offers MySQL 8.4 and which this platform knows: Graviton's, since nothing costs less.</summary>
internal static class DatabaseClasses
{
    private static readonly string[] Burstable = ["micro", "small", "medium", "large", "xlarge", "2xlarge"];
    private static readonly string[] Steady = ["large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge"];

    public static IReadOnlyList<string> All { get; } =
    [
        .. Burstable.Select(size => $"db.t4g.{size}"),
        .. from family in (string[])["m6g", "m7g", "r6g", "r7g"] from size in Steady select $"db.{family}.{size}",
    ];

    /// <summary>Bytes of memory of an instance of one of <see cref="All"/>.</summary>
    public static long Memory(string databaseClass)
    {
        var (family, size) = databaseClass.Split('.') is [_, var f, var s] ? (f, s) : throw new ArgumentException($"{databaseClass} is none.", nameof(databaseClass));
        var gibibytes = size switch
        {
            "micro" => 1,
            "small" => 2,
            "medium" => 4,
            "large" => 8,
            "xlarge" => 16,
            _ => 16 * int.Parse(size[..^"xlarge".Length], NumberStyles.None, CultureInfo.InvariantCulture),
        };
        return (family.StartsWith('r') ? 2L : 1L) * gibibytes << 30;
    }

    /// <summary>What a person may choose from, in a few words.</summary>
    public static string Allowed { get; } = $"db.t4g.({string.Join('|', Burstable)}) or db.(m6g|m7g|r6g|r7g).({string.Join('|', Steady)})";
}
