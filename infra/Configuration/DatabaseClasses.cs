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

    /// <summary>What a person may choose from, in a few words.</summary>
    public static string Allowed { get; } = $"db.t4g.({string.Join('|', Burstable)}) or db.(m6g|m7g|r6g|r7g).({string.Join('|', Steady)})";
}
