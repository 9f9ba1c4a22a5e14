using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Vignette.Tests;
using static Microsoft.Playwright.Assertions;

namespace Vignette.Browser.Tests;

public sealed partial class UploadTests(ChromiumFixture chromium) : GalleryTestBase(chromium)
{
    [Fact]
    public async Task Files_that_are_picked_show_how_far_they_are_and_end_as_links_to_their_pictures()
    {
        var page = await OpenAsync("/");
        var gate = new TaskCompletionSource();
        await page.RouteAsync("**/upload", async route =>
        {
            await gate.Task;
            await route.ContinueAsync();
        });

        await page.Locator("#files").SetInputFilesAsync([Photos.Path("good/rocket.jpg"), Photos.Path("good/coffee.png")]);

        var jobs = page.Locator("#queue-list .job");
        await Expect(jobs).ToHaveCountAsync(2);
        await Expect(page.GetByRole(AriaRole.Progressbar)).ToHaveCountAsync(2);
        await Expect(page.GetByRole(AriaRole.Progressbar, new() { Name = "Progress of rocket.jpg" })).ToBeVisibleAsync();
        gate.SetResult();
        await Expect(page.Locator(".job[data-state=ready]")).ToHaveCountAsync(2);
        await Expect(page.GetByRole(AriaRole.Progressbar)).ToHaveCountAsync(0);
        await Expect(jobs.First.Locator(".job-note")).ToHaveTextAsync("A red rocket stands on a launch pad.");
        await Expect(jobs.First.Locator("img")).ToHaveJSPropertyAsync("complete", true);
        await Expect(Tiles(page)).ToHaveCountAsync(2);
        await jobs.First.GetByRole(AriaRole.Link, new() { Name = "rocket.jpg" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(PictureAddress());
        await Expect(page.Locator(".facts")).ToContainTextAsync("rocket.jpg");
    }

    [Fact]
    public async Task Files_that_are_dropped_anywhere_on_the_page_are_taken()
    {
        var page = await OpenAsync("/");
        await using var files = await DragAsync(page, "good/rocket.jpg", "good/astronaut-progressive.jpg");

        await page.DispatchEventAsync("body", "dragenter", new { dataTransfer = files });
        await Expect(page.Locator("#upload")).ToHaveAttributeAsync("data-over", "");
        await page.DispatchEventAsync("#latest", "drop", new { dataTransfer = files });

        await Expect(page.Locator("#upload[data-over]")).ToHaveCountAsync(0);
        await Expect(page.Locator(".job[data-state=ready]")).ToHaveCountAsync(2);
        await Expect(page.Locator(".job-name")).ToHaveTextAsync(["rocket.jpg", "astronaut-progressive.jpg"]);
    }

    [Fact]
    public async Task A_file_that_is_refused_says_why_and_does_not_stop_the_others()
    {
        Tolerate("415 (Unsupported Media Type)");
        var page = await OpenAsync("/");

        await page.Locator("#files").SetInputFilesAsync([Photos.Path("bad/empty.jpg"), Photos.Path("bad/random.png"), Photos.Path("good/rocket.jpg")]);

        await Expect(page.Locator(".job[data-state=ready]")).ToHaveCountAsync(1);
        await Expect(page.Locator(".job[data-state=refused]")).ToHaveCountAsync(2);
        await Expect(page.Locator(".job-note").Nth(0)).ToHaveTextAsync("The file is empty.");
        await Expect(page.Locator(".job-note").Nth(1)).ToContainTextAsync("JPEG, PNG, GIF");
        await Expect(page.Locator("#queue-list progress")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused_before_it_is_sent()
    {
        var page = await OpenAsync("/");
        await page.RouteAsync("**/upload", _ => throw new InvalidOperationException("It was sent."));

        await page.EvaluateAsync(
            """
            () => {
              const files = new DataTransfer();
              files.items.add(new File([new Uint8Array(Number(document.getElementById("upload").dataset.maxBytes) + 1)], "huge.jpg"));
              const picker = document.getElementById("files");
              picker.files = files.files;
              picker.dispatchEvent(new Event("change"));
            }
            """);

        await Expect(page.Locator(".job[data-state=refused] .job-note")).ToHaveTextAsync("Too large: 32.0 MB, and at most 32.0 MB are taken.");
    }

    [Fact]
    public async Task An_upload_that_is_cut_off_is_sent_again()
    {
        Tolerate("net::ERR_CONNECTION_RESET");
        var page = await OpenAsync("/");
        var tries = 0;
        await page.RouteAsync("**/upload", route =>
            Interlocked.Increment(ref tries) == 1 ? route.AbortAsync(RequestAbortErrorCode.ConnectionReset) : route.ContinueAsync());

        await page.Locator("#files").SetInputFilesAsync(Photos.Path("good/rocket.jpg"));

        await Expect(page.Locator(".job[data-state=ready]")).ToHaveCountAsync(1);
        tries.ShouldBe(2);
    }

    [GeneratedRegex("/images/[0-9a-f]{32}$")]
    private static partial Regex PictureAddress();

    private static async Task<IJSHandle> DragAsync(IPage page, params string[] photos)
    {
        var files = photos.Select(photo => new { name = Path.GetFileName(photo), content = Convert.ToBase64String(File.ReadAllBytes(Photos.Path(photo))) });
        return await page.EvaluateHandleAsync(
            """
            (files) => {
              const transfer = new DataTransfer();
              for (const { name, content } of files) {
                transfer.items.add(new File([Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0))], name));
              }
              return transfer;
            }
            """,
            files.ToArray());
    }
}
