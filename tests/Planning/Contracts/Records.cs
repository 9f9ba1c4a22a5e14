using System.Text.Json;

namespace Vignette.Planning.Tests.Contracts;

/// <summary>What the programs were found to do when they ran: <c>tests/Hosts/Contracts</c> writes it and keeps it true.</summary>
internal static class Records
{
    /// <summary>By program, what it does to the buckets: actions by bucket, or by what keys begin with.</summary>
    public static IReadOnlyDictionary<string, Dictionary<string, string[]>> S3Rights => Read<Dictionary<string, string[]>>("s3-rights.json");

    /// <summary>By program, the environment variables that it reads and those that it needs.</summary>
    public static IReadOnlyDictionary<string, Variables> Variables => Read<Variables>("variables.json");

    private static Dictionary<string, T> Read<T>(string file) =>
        JsonSerializer.Deserialize<Dictionary<string, T>>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Records", file)), JsonSerializerOptions.Web).ShouldNotBeNull();
}
