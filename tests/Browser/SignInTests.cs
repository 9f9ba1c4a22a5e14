using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Vignette.Gallery.Access;
using static Microsoft.Playwright.Assertions;

namespace Vignette.Browser.Tests;

/// <summary>A person who signs in by a password, with the keyboard alone.</summary>
public sealed class SignInTests(ChromiumFixture chromium) : GalleryTestBase(chromium)
{
    public static TheoryData<Look> Looks { get; } = new(Enum.GetValues<Look>());

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task One_makes_the_first_account_a_token_and_leaves_and_comes_back(Look look)
    {
        Tolerate("401 (Unauthorized)");
        Tolerate("400 (Bad Request)");
        var page = await OpenAsync("/gallery?tag=cat", look.Options());
        await Expect(page).ToHaveURLAsync(new Uri(Platform.Address, "/setup").AbsoluteUri);
        await CheckAsync(page, $"Setup-{look}");
        await page.GetByLabel("Name").FillAsync("Ann");
        await page.GetByLabel("Password").FillAsync(Password);
        await page.Keyboard.PressAsync("Enter");

        await page.GetByRole(AriaRole.Link, new() { Name = "Ann" }).ClickAsync();
        await page.GetByLabel("What is it for?").FillAsync("nightly import");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("Copy the token now")).ToBeVisibleAsync();
        await CheckAsync(page, $"Account-{look}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Revoke nightly import" }).ClickAsync();
        await Expect(page.GetByText("nightly import")).ToHaveCountAsync(0);

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Uri(Platform.Address, "/sign-in").AbsoluteUri);
        await page.GotoAsync(new Uri(Platform.Address, "/gallery?sort=oldest").AbsoluteUri);
        await page.GetByLabel("Name").FillAsync("ann");
        await page.GetByLabel("Password").FillAsync("something else");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("wrong");
        await CheckAsync(page, $"SignIn-{look}");
        await page.GetByLabel("Password").FillAsync(Password);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Uri(Platform.Address, "/gallery?sort=oldest").AbsoluteUri);
    }

    private const string Password = "correct horse battery";

    protected override Task<TestPlatform> StartAsync() => TestPlatform.StartAsync(CancellationToken, isIdle: true, signIn: SignInMode.Password);

    private static async Task CheckAsync(IPage page, string name)
    {
        await Screenshots.TakeAsync(page, name);
        (await page.RunAxe()).Violations.Select(violation => $"{violation.Id}: {string.Join(", ", violation.Nodes.Select(node => node.Html))}").ShouldBeEmpty();
        (await page.EvaluateAsync<int>("() => { scrollTo(1000, 0); return scrollX; }")).ShouldBe(0);
    }
}
