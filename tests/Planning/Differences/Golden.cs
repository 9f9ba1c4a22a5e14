namespace Vignette.Planning.Tests.Differences;

/// <summary>
/// Texts that are kept in this folder. With <c>VIGNETTE_GOLDEN=write</c> they are written instead of compared, and with
/// <c>VIGNETTE_GOLDEN=pairs</c> the pairs of plans that some of them are about.
/// </summary>
internal static class Golden
{
    private const string Variable = "VIGNETTE_GOLDEN";

    public static string Folder { get; } = Path.Combine(PlanFolder.Above(AppContext.BaseDirectory).Root, "tests", "Planning", "Differences");

    public static bool WritesPairs => Environment.GetEnvironmentVariable(Variable) == "pairs";

    public static void ShouldBe(string path, string text)
    {
        path = Path.Combine(Folder, path);
        if (Environment.GetEnvironmentVariable(Variable) == "write")
        {
            File.WriteAllText(path, text);
        }

        text.ShouldBe(File.ReadAllText(path), path);
    }
}
