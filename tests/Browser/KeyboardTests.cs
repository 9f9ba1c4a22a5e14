using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Vignette.Browser.Tests;

public sealed class KeyboardTests(ChromiumFixture chromium, ShownPictures pictures) : BrowserTestBase(chromium)
{
    [Fact]
    public async Task Slash_searches_and_escape_leaves_the_search()
    {
        var page = await OpenAsync(pictures.Address(ShownPage.Gallery));
        var search = page.GetByRole(AriaRole.Searchbox);

        await page.Keyboard.PressAsync("/");
        await Expect(search).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("a/b");
        await Expect(search).ToHaveValueAsync("a/b");
        await page.Keyboard.PressAsync("Escape");

        await Expect(search).ToHaveValueAsync("");
        await Expect(search).Not.ToBeFocusedAsync();
    }

    [Fact]
    public async Task Arrows_move_from_picture_to_picture_and_enter_opens_one()
    {
        var page = await OpenAsync(pictures.Address(ShownPage.Gallery), Look.DesktopLight.Options());
        var frames = page.Locator(".tile .frame");
        await frames.First.FocusAsync();

        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(frames.Nth(1)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        await Expect(frames.First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(frames.Nth(4)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowUp");
        await Expect(frames.First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(pictures.Address(ShownPage.Picture).AbsoluteUri);
        await EditorPage.OnAsync(page);

        await page.Keyboard.PressAsync("Escape");
        await Expect(page).ToHaveURLAsync(pictures.Address(ShownPage.Gallery).AbsoluteUri);
    }

    [Fact]
    public async Task Escape_closes_the_question_and_not_the_page()
    {
        var page = await OpenAsync(pictures.Address(ShownPage.Trash));
        var delete = page.GetByRole(AriaRole.Button, new() { Name = "Delete all now" });
        await delete.FocusAsync();

        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Keep them" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");

        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        await Expect(delete).ToBeFocusedAsync();
        await Expect(page).ToHaveURLAsync(pictures.Address(ShownPage.Trash).AbsoluteUri);
    }

    [Fact]
    public async Task The_first_stop_skips_to_the_content()
    {
        var page = await OpenAsync(pictures.Address(ShownPage.Gallery));

        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Skip to content" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByRole(AriaRole.Main)).ToBeFocusedAsync();
    }

    [Theory]
    [InlineData(ShownPage.Upload)]
    [InlineData(ShownPage.Gallery)]
    [InlineData(ShownPage.Picture)]
    [InlineData(ShownPage.FailedPicture)]
    [InlineData(ShownPage.Trash)]
    public async Task Tab_reaches_every_control_in_the_order_of_the_page_and_shows_where_it_is(ShownPage shown)
    {
        var page = await OpenAsync(pictures.Address(shown));
        if (shown == ShownPage.Picture)
        {
            await EditorPage.OnAsync(page);
        }

        var controls = await page.EvaluateAsync<int>(
            """
            () => {
              window.controls = () => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
                .filter((control) => control.checkVisibility() && control.tabIndex >= 0 && !control.disabled);
              return controls().length;
            }
            """);
        controls.ShouldBeGreaterThan(5);

        var stops = new List<int>();
        for (var i = 0; i < controls; i++)
        {
            int stop;
            do
            {
                // A date has a stop for its day, month and year each.
                await page.Keyboard.PressAsync("Tab");
                stop = await page.EvaluateAsync<int>("() => controls().indexOf(document.activeElement)");
            }
            while (stops.Count > 0 && stop == stops[^1] && stop >= 0);

            stops.Add(stop);
            (await page.EvaluateAsync<string>(HasOutline)).ShouldBe("");
        }

        stops.ShouldBe(Enumerable.Range(0, controls));
    }

    /// <summary>Names the focused element where it, or what stands for it, has no outline.</summary>
    private const string HasOutline =
        """
        () => {
          const focused = document.activeElement;
          const shown = focused.matches(".picker-input") ? document.querySelector(".picker") : focused;
          const { outlineStyle, outlineWidth } = getComputedStyle(shown);
          return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 ? "" : focused.outerHTML;
        }
        """;
}
