using Deque.AxeCore.Playwright;

namespace Vignette.Browser.Tests;

public sealed class AccessibilityTests(ChromiumFixture chromium, ShownPictures pictures) : BrowserTestBase(chromium)
{
    public static MatrixTheoryData<ShownPage, Look> Views { get; } = new(Enum.GetValues<ShownPage>(), Enum.GetValues<Look>());

    [Theory]
    [MemberData(nameof(Views))]
    public async Task Axe_finds_nothing_and_nothing_overflows(ShownPage shown, Look look)
    {
        if (shown == ShownPage.Error)
        {
            Tolerate("404 (Not Found)");
        }

        var page = await OpenAsync(pictures.Address(shown), look.Options());
        await Screenshots.TakeAsync(page, $"{shown}-{look}");

        var result = await page.RunAxe();

        result.Passes.ShouldNotBeEmpty();
        result.Violations.Select(violation => $"{violation.Id}: {violation.Help}: {string.Join(", ", violation.Nodes.Select(node => node.Html))}").ShouldBeEmpty();
        (await page.EvaluateAsync<int>("() => { scrollTo(1000, 0); return scrollX; }")).ShouldBe(0);
        // By name; off the screen are only the skip link and what is for the ear.
        (await page.EvaluateAsync<string[]>(OutOfReach)).ShouldBeEmpty();
    }

    private const string OutOfReach =
        """
        () => [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
          .filter((control) => control.checkVisibility() && !control.closest(".skip, .visually-hidden, .picker-input"))
          .filter((control) => {
            const { left, right, width, height } = control.getBoundingClientRect();
            return left < 0 || right > innerWidth || width < 24 || height < 20;
          })
          .map((control) => control.outerHTML)
        """;
}
