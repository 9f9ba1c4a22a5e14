using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using Vignette.Schema;
using static Microsoft.Playwright.Assertions;

namespace Vignette.Browser.Tests;

public sealed class ReadmePictureTests(ChromiumFixture chromium) : GalleryTestBase(chromium)
{
    private static readonly (string Photo, string Annotation)[] Photographs =
    [
        ("hubble-gray.jpg", Says("Galaxies of every shape, in shades of grey.", ["galaxy", "space"], "galaxy", "galaxy", "star")),
        ("rocket-exif2.jpg", Says("A rocket on its pad at dusk, the towers lit.", ["rocket", "dusk", "launch pad"], "rocket", "tower", "tower")),
        ("coffee.webp", Says("An espresso in a red cup, seen from above.", ["coffee", "still life"], "cup", "spoon")),
        ("hubble_deep_field.jpg", Says("Thousands of galaxies on a black sky.", ["galaxy", "space"], "galaxy", "galaxy", "star")),
        ("astronaut.png", Says("An astronaut in an orange suit smiles before a flag.", ["astronaut", "portrait"], "person", "helmet", "flag")),
        ("rocket.jpg", Says("A white rocket stands between its towers at dusk.", ["rocket", "dusk"], "rocket", "tower", "tower")),
        ("coffee.png", Says("A cup of coffee on a wooden table, a spoon beside it.", ["coffee", "still life"], "cup", "spoon")),
        ("chelsea.png", Says("A ginger cat with green eyes looks straight at the camera.", ["cat", "portrait"], "cat", "eye", "eye")),
    ];

    [Fact]
    public async Task The_gallery_makes_the_picture_in_the_readme()
    {
        var ids = new List<ImageId>();
        foreach (var (photo, annotation) in Photographs)
        {
            ids.Add(await Platform.FinishAsync($"good/{photo}", CancellationToken, annotation: annotation));
        }

        using var client = new HttpClient { BaseAddress = Platform.Address, DefaultRequestHeaders = { { "Accept", "application/json" } } };
        using var approved = await client.PostAsJsonAsync(
            new Uri("/api/images/bulk", UriKind.Relative),
            new { ids = ids[4..].Select(id => id.ToString()), action = "review", review = "approved" },
            CancellationToken);
        approved.EnsureSuccessStatusCode();
        var page = await OpenAsync("/gallery", new BrowserNewContextOptions
        {
            ColorScheme = ColorScheme.Light,
            ViewportSize = new ViewportSize { Width = 1280, Height = 800 },
            ReducedMotion = ReducedMotion.Reduce,
        });
        await Expect(page.Locator(".tile[data-status=completed]")).ToHaveCountAsync(Photographs.Length);
        await Expect(Tiles(page).Filter(new() { HasText = "approved" })).ToHaveCountAsync(4);
        await Expect(page.Locator("[aria-labelledby=facet-label] li")).ToHaveCountAsync(11);
        await page.WaitForFunctionAsync("() => [...document.images].every((image) => image.complete && image.naturalWidth > 0)");

        (await Screenshots.TakeAsync(page, "gallery")).ShouldBeInRange(50_000, 900_000);
    }

    private static string Says(string caption, string[] tags, params string[] labels) => JsonSerializer.Serialize(new
    {
        caption,
        tags,
        objects = labels.Select((label, i) => new { label, confidence = 0.9, box_2d = new[] { 100, 100 + (i * 250), 900, 300 + (i * 250) } }),
    });
}
