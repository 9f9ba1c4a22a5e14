using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Vignette.Browser.Tests;

public sealed partial class SearchTests(ChromiumFixture chromium) : GalleryTestBase(chromium)
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Platform.FinishAsync("good/rocket.jpg", CancellationToken);
        await Platform.FinishAsync("good/coffee.webp", CancellationToken, annotation: TestPlatform.Annotation("A cup on a table.", "drink", "still life"));
    }

    [Fact]
    public async Task Search_finds_by_the_beginning_of_a_word_and_is_cleared_again()
    {
        var page = await OpenAsync("/gallery");
        await Expect(Tiles(page)).ToHaveCountAsync(2);
        var box = page.GetByRole(AriaRole.Searchbox, new() { Name = "Search pictures" });

        await box.FillAsync("rock");
        await box.PressAsync("Enter");

        await Expect(page).ToHaveURLAsync(new Uri(Platform.Address, "/gallery?q=rock").AbsoluteUri);
        await Expect(Tiles(page)).ToHaveCountAsync(1);
        await Expect(Tiles(page)).ToContainTextAsync("A red rocket");
        await box.FillAsync("");
        await box.PressAsync("Enter");
        await Expect(Tiles(page)).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task Search_that_finds_nothing_leads_back_to_all()
    {
        var page = await OpenAsync("/gallery?q=elephant");

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Nothing found" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Show all pictures" }).ClickAsync();

        await Expect(Tiles(page)).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task A_tag_leads_to_the_pictures_that_have_it_and_away_again()
    {
        var page = await OpenAsync("/gallery");
        await page.GetByRole(AriaRole.Link, new() { Name = "A cup on a table." }).ClickAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "still life" }).ClickAsync();

        await Expect(page).ToHaveURLAsync(TagAddress());
        await Expect(Tiles(page)).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Link, new() { Name = "remove this filter" }).ClickAsync();
        await Expect(Tiles(page)).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task A_state_is_kept_while_searching()
    {
        var page = await OpenAsync("/gallery");

        await page.GetByRole(AriaRole.Link, new() { Name = "Ready" }).ClickAsync();
        await page.GetByRole(AriaRole.Searchbox).FillAsync("cup");
        await page.GetByRole(AriaRole.Searchbox).PressAsync("Enter");

        await Expect(Tiles(page)).ToHaveCountAsync(1);
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Ready" })).ToHaveAttributeAsync("aria-current", "true");
    }

    [GeneratedRegex(@"/gallery\?tag=still%20life$")]
    private static partial Regex TagAddress();
}
