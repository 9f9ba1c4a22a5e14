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
    public async Task Search_that_finds_nothing_says_what_to_give_up()
    {
        var page = await OpenAsync("/gallery?q=cup&tag=nowhere");

        await page.GetByRole(AriaRole.Link, new() { Name = "Without tag “nowhere”" }).ClickAsync();

        await Expect(page).ToHaveURLAsync(new Uri(Platform.Address, "/gallery?q=cup").AbsoluteUri);
        await Expect(Tiles(page)).ToHaveCountAsync(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Filters_narrow_step_by_step_and_are_taken_back_one_by_one(bool hasScript)
    {
        var options = Look.PhoneLight.Options();
        options.JavaScriptEnabled = hasScript;
        var page = await OpenAsync("/gallery", options);
        await Expect(page.Locator("#found")).ToHaveTextAsync("2 pictures");

        await page.Locator("#filters > summary").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "drink 1" }).ClickAsync();
        await page.Locator("#filters > summary").ClickAsync();
        await page.GetByLabel("From").Nth(1).FillAsync("2020-01-01");
        await page.GetByRole(AriaRole.Button, new() { Name = "Set dates" }).ClickAsync();

        await Expect(page).ToHaveURLAsync(UploadedAddress());
        await Expect(page.Locator("#found")).ToHaveTextAsync("1 picture");
        await Expect(page.Locator(".chips .removable")).ToHaveCountAsync(2);
        await page.GetByRole(AriaRole.Link, new() { Name = "Tag: drink : remove this filter" }).ClickAsync();
        await Expect(page.Locator("#found")).ToHaveTextAsync("2 pictures");
        await page.GetByRole(AriaRole.Link, new() { Name = "remove this filter" }).ClickAsync();
        await Expect(page.Locator(".chips")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task An_order_is_chosen_and_stays_while_searching()
    {
        var page = await OpenAsync("/gallery");

        await page.GetByLabel("Order").SelectOptionAsync("name");
        await Expect(page).ToHaveURLAsync(new Uri(Platform.Address, "/gallery?sort=name").AbsoluteUri);
        await Expect(Tiles(page).First).ToContainTextAsync("A cup on a table.");
        await page.GetByRole(AriaRole.Searchbox).FillAsync("rock");
        await page.GetByRole(AriaRole.Searchbox).PressAsync("Enter");

        await Expect(page).ToHaveURLAsync(new Uri(Platform.Address, "/gallery?q=rock&sort=name").AbsoluteUri);
        await Expect(page.Locator(".frame").First).ToHaveAttributeAsync("href", HrefWithQuery());
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
    public async Task A_filter_is_kept_while_searching()
    {
        var page = await OpenAsync("/gallery");

        await page.GetByRole(AriaRole.Link, new() { Name = "drink 1" }).ClickAsync();
        await page.GetByRole(AriaRole.Searchbox).FillAsync("cup");
        await page.GetByRole(AriaRole.Searchbox).PressAsync("Enter");

        await Expect(page).ToHaveURLAsync(new Uri(Platform.Address, "/gallery?q=cup&tag=drink").AbsoluteUri);
        await Expect(Tiles(page)).ToHaveCountAsync(1);
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "drink 1" })).ToHaveAttributeAsync("aria-current", "true");
    }

    [GeneratedRegex(@"/gallery\?(.*&)?uploaded_from=2020-01-01")]
    private static partial Regex UploadedAddress();

    [GeneratedRegex(@"^/images/[0-9a-f]{32}\?q=rock&sort=name$")]
    private static partial Regex HrefWithQuery();

    [GeneratedRegex(@"/gallery\?tag=still%20life$")]
    private static partial Regex TagAddress();
}
