namespace Vignette.Tests;

/// <summary>The photographs and hostile files that tests are fed.</summary>
public static class Photos
{
    /// <summary>Must be accepted and processed.</summary>
    public static IReadOnlyList<string> Good { get; } = Files("good");

    /// <summary>Must be refused, or end as failed for good.</summary>
    public static IReadOnlyList<string> Bad { get; } = Files("bad");

    /// <summary>The path of one of them, e.g. <c>good/rocket.jpg</c>.</summary>
    public static string Path(string name) => System.IO.Path.Combine(Folder(), name);

    private static string[] Files(string folder) => [.. Directory.EnumerateFiles(System.IO.Path.Combine(Folder(), folder)).Order(StringComparer.Ordinal)];

    private static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var photos = System.IO.Path.Combine(folder.FullName, "tests", "photos");
            if (Directory.Exists(photos))
            {
                return photos;
            }
        }

        throw new DirectoryNotFoundException("tests/photos is not above the test's own folder.");
    }
}
