namespace Vignette.Planning.Tests.Differences;

/// <summary>Texts that are kept in <c>Golden/</c>. With <c>VIGNETTE_GOLDEN=write</c> they are written instead of compared.</summary>
internal static class Golden
{
    private static readonly string Folder = Path.Combine(PlanFolder.Above(AppContext.BaseDirectory).Root, "tests", "Planning", "Differences", "Golden");

    public static void ShouldBe(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        if (Environment.GetEnvironmentVariable("VIGNETTE_GOLDEN") == "write")
        {
            File.WriteAllText(path, text);
        }

        text.ShouldBe(File.ReadAllText(path), name);
    }
}
