using System.Text.Json;

namespace Vignette.Hosts.Tests.Contracts;

/// <summary>What was found of the programs, against what is on record of them in this folder.</summary>
internal static class Record
{
    /// <summary>Set to this folder's path, records are written anew.</summary>
    private const string FolderVariable = "VIGNETTE_RECORDS";

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, NewLine = "\n", PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>Fails where the record says otherwise.</summary>
    public static async Task ShouldBeAsync<T>(string file, T found)
    {
        var text = JsonSerializer.Serialize(found, Json) + "\n";
        if (Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } folder)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, file), text, TestContext.Current.CancellationToken);
            return;
        }

        text.ShouldBe(
            await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Contracts", file), TestContext.Current.CancellationToken),
            $"If this is meant: {FolderVariable}=$PWD/tests/Hosts/Contracts ./dev test --filter FullyQualifiedName~Hosts.Tests.Contracts, and then infra/ so that it agrees.");
    }
}
