using Microsoft.Playwright;

namespace Vignette.Browser.Tests;

/// <summary>Pictures of pages, to be looked at and for the README; kept only where a folder for them is named.</summary>
internal static class Screenshots
{
    public const string FolderVariable = "VIGNETTE_SCREENSHOTS";

    /// <summary>Takes a picture of what is in view, and saves it if wanted.</summary>
    /// <param name="name">The file's name without its ending.</param>
    /// <returns>The PNG's size in bytes.</returns>
    public static async Task<int> TakeAsync(IPage page, string name)
    {
        var path = Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } folder ? Path.Combine(folder, $"{name}.png") : null;
        var picture = await page.ScreenshotAsync(new PageScreenshotOptions { Path = path, Animations = ScreenshotAnimations.Disabled });
        return picture.Length;
    }
}
