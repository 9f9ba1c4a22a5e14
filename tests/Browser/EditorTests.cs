using System.Net;
using System.Net.Http.Json;
using Microsoft.Playwright;
using Vignette.Schema;
using static Microsoft.Playwright.Assertions;

namespace Vignette.Browser.Tests;

/// <summary>The annotation editor, by mouse, touch and keys, alone and with somebody else.</summary>
public sealed class EditorTests(ChromiumFixture chromium) : GalleryTestBase(chromium)
{
    // A model that finds nothing.
    private static readonly string Nothing = TestPlatform.Annotation("A rocket.");

    [Fact]
    public async Task A_box_is_drawn_moved_resized_and_deleted_by_mouse()
    {
        var (id, editor) = await EditAsync("good/rocket.jpg");
        await editor.DragAsync(0.2, 0.2, 0.4, 0.5);
        await Expect(editor.LabelInput).ToBeFocusedAsync();
        await editor.Page.Keyboard.TypeAsync("rocket");
        await editor.ChangedAsync(() => editor.Page.Keyboard.PressAsync("Enter"));
        await ShouldBeAsync(id, ("rocket", 0.2, 0.2, 0.2, 0.3));

        await editor.ChangedAsync(() => editor.DragAsync(0.3, 0.35, 0.5, 0.45));
        await ShouldBeAsync(id, ("rocket", 0.4, 0.3, 0.2, 0.3));
        await editor.ChangedAsync(() => editor.DragAsync(0.6, 0.6, 0.7, 0.8));
        await ShouldBeAsync(id, ("rocket", 0.4, 0.3, 0.3, 0.5));
        await editor.ChangedAsync(() => editor.DragAsync(0.4, 0.3, 0.3, 0.2));
        await ShouldBeAsync(id, ("rocket", 0.3, 0.2, 0.4, 0.6));

        // The next one needs nothing but the drag.
        await editor.ChangedAsync(() => editor.DragAsync(0.05, 0.9, 0.15, 0.7));
        await ShouldBeAsync(id, ("rocket", 0.3, 0.2, 0.4, 0.6), ("rocket", 0.05, 0.7, 0.1, 0.2));
        await editor.ChangedAsync(() => editor.Page.Keyboard.PressAsync("Delete"));
        await ShouldBeAsync(id, ("rocket", 0.3, 0.2, 0.4, 0.6));

        // Out of the picture there is nothing to draw on.
        await editor.ChangedAsync(() => editor.DragAsync(0.9, 0.9, 1.3, 1.2));
        await ShouldBeAsync(id, ("rocket", 0.3, 0.2, 0.4, 0.6), ("rocket", 0.9, 0.9, 0.1, 0.1));
        var box = (await Platform.DetailsAsync(id, CancellationToken))!.Boxes[0];
        (box.Origin, box.Author).ShouldBe((CaptionOrigin.Person, "local"));
    }

    [Fact]
    public async Task A_box_is_drawn_labelled_moved_and_resized_by_keys()
    {
        var (id, editor) = await EditAsync("good/rocket.jpg");
        var keys = editor.Page.Keyboard;
        await keys.PressAsync("n");
        await keys.TypeAsync("<b>rocket</b>");
        await editor.ChangedAsync(() => keys.PressAsync("Enter"));
        await ShouldBeAsync(id, ("<b>rocket</b>", 0.375, 0.375, 0.25, 0.25));
        await Expect(editor.Chosen).ToBeFocusedAsync();
        await Expect(editor.Chosen).ToHaveAccessibleNameAsync("<b>rocket</b>, 1 of 1, 38 % from the left, 38 % from the top, 25 % wide, 25 % high");

        await editor.ChangedAsync(() => keys.PressAsync("ArrowLeft"));
        await editor.ChangedAsync(() => keys.PressAsync("Shift+ArrowDown"));
        await editor.ChangedAsync(() => keys.PressAsync("Alt+ArrowUp"));
        await ShouldBeAsync(id, ("<b>rocket</b>", 0.365, 0.375 - (1 / 427.0), 0.25, 0.26));

        await keys.PressAsync("Enter");
        await Expect(editor.LabelInput).ToHaveValueAsync("<b>rocket</b>");
        await keys.TypeAsync("sky");
        await editor.ChangedAsync(() => keys.PressAsync("Enter"));
        (await LabelsAsync(id)).ShouldBe(["sky"]);
        await editor.ChangedAsync(() => keys.PressAsync("1"));
        (await LabelsAsync(id)).ShouldBe(["<b>rocket</b>"]);

        await editor.ChangedAsync(() => keys.PressAsync("Control+z"));
        (await LabelsAsync(id)).ShouldBe(["sky"]);
        await editor.ChangedAsync(() => keys.PressAsync("Control+Shift+z"));
        (await LabelsAsync(id)).ShouldBe(["<b>rocket</b>"]);
        await editor.ChangedAsync(() => keys.PressAsync("Delete"));
        (await LabelsAsync(id)).ShouldBeEmpty();
        await editor.ChangedAsync(() => keys.PressAsync("Control+z"));
        (await LabelsAsync(id)).ShouldBe(["<b>rocket</b>"]);
        await Expect(editor.Page.Locator("#changes li").First).ToContainTextAsync("local drew");
    }

    [Fact]
    public async Task Escape_gives_up_a_new_box_then_the_choice_then_the_page()
    {
        var (id, editor) = await EditAsync("good/rocket.jpg");
        await editor.DragAsync(0.2, 0.2, 0.4, 0.5);
        await Expect(editor.LabelInput).ToBeFocusedAsync();
        await editor.Page.Keyboard.PressAsync("Escape");
        await Expect(editor.Boxes).ToHaveCountAsync(0);

        await editor.Page.Keyboard.PressAsync("?");
        await Expect(editor.Page.GetByRole(AriaRole.Dialog, new() { Name = "Keys" })).ToBeVisibleAsync();
        await editor.Page.Keyboard.PressAsync("Escape");
        await Expect(editor.Page.GetByRole(AriaRole.Dialog, new() { Name = "Keys" })).ToBeHiddenAsync();
        await editor.Page.Keyboard.PressAsync("Escape");
        await Expect(editor.Page).ToHaveURLAsync(new Uri(Platform.Address, "/gallery").AbsoluteUri);
        (await LabelsAsync(id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_finger_scrolls_the_page_until_it_is_told_to_draw()
    {
        var id = await Platform.FinishAsync("good/rocket-exif6.jpg", CancellationToken, annotation: Nothing);
        var editor = await EditorPage.OnAsync(await OpenAsync(id, Look.PhoneLight.Options()));
        await editor.TouchAsync(0.5, 0.8, 0.5, 0.2);
        await editor.Page.WaitForFunctionAsync("() => scrollY > 20");
        await Expect(editor.Boxes).ToHaveCountAsync(0);
        await editor.StillAsync();
        await editor.Page.EvaluateAsync("() => scrollTo(0, 0)");

        await editor.Page.GetByRole(AriaRole.Button, new() { Name = "Draw" }).TapAsync();
        await editor.Page.EvaluateAsync("() => scrollTo(0, 0)");
        await editor.StillAsync();
        await editor.TouchAsync(0.1, 0.1, 0.5, 0.4);
        await Expect(editor.LabelInput).ToBeFocusedAsync();
        await editor.LabelInput.FillAsync("tower");
        await editor.ChangedAsync(() => editor.LabelInput.PressAsync("Enter"));
        await ShouldBeAsync(id, ("tower", 0.1, 0.1, 0.4, 0.3));

        // A target for a finger has 44 pixels.
        var small = await editor.Page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll("#editor button, .annotate button, .handle")]
              .filter((control) => control.checkVisibility())
              .filter((control) => control.offsetHeight < 44 || control.offsetWidth < 44)
              .map((control) => control.outerHTML)
            """);
        small.ShouldBeEmpty();
        await Screenshots.TakeAsync(editor.Page, "editor-PhoneLight");
    }

    [Fact]
    public async Task Suggestions_are_decided_one_by_one_or_all_at_once()
    {
        var (id, editor) = await EditAsync("good/chelsea.png", ShownPictures.Cat);
        var keys = editor.Page.Keyboard;
        await Expect(editor.Page.Locator(".layer .box[data-suggestion]")).ToHaveCountAsync(3);

        await keys.PressAsync("a");
        await editor.ChangedAsync(() => keys.PressAsync("a"));
        await editor.ChangedAsync(() => keys.PressAsync("r"));
        var details = (await Platform.DetailsAsync(id, CancellationToken))!;
        var box = details.Boxes.ShouldHaveSingleItem();
        (box.Label, box.Origin, box.Confidence, box.Author).ShouldBe(("cat", CaptionOrigin.Model, 0.98, "local"));
        (details.Objects.Count, details.Rejected.Count, details.Image.Review).ShouldBe((1, 1, ReviewState.InProgress));

        await editor.ChangedAsync(() => keys.PressAsync("Control+z"));
        await editor.ChangedAsync(() => keys.PressAsync("Control+z"));
        details = (await Platform.DetailsAsync(id, CancellationToken))!;
        (details.Boxes.Count, details.Objects.Count, details.Rejected.Count).ShouldBe((0, 3, 0));

        await editor.ChangedAsync(() => editor.Page.GetByRole(AriaRole.Button, new() { Name = "Accept all" }).ClickAsync());
        (await LabelsAsync(id)).ShouldBe(["cat", "eye", "eye"], ignoreOrder: true);
        await editor.ChangedAsync(() => keys.PressAsync("Control+z"));
        await editor.ChangedAsync(() => keys.PressAsync("Shift+R"));
        details = (await Platform.DetailsAsync(id, CancellationToken))!;
        (details.Boxes.Count, details.Objects.Count, details.Rejected.Count).ShouldBe((0, 0, 3));
    }

    [Fact]
    public async Task Pictures_are_labelled_and_approved_one_after_the_other_within_the_search_they_came_from()
    {
        var last = await Platform.FinishAsync("good/rocket.jpg", CancellationToken, "rocket 1.jpg", Nothing);
        await Platform.FinishAsync("good/chelsea.png", CancellationToken, "cat.png", ShownPictures.Cat);
        var first = await Platform.FinishAsync("good/rocket.jpg", CancellationToken, "rocket 2.jpg", Nothing);
        var page = await OpenAsync($"/images/{first}?q=rocket");
        var editor = await EditorPage.OnAsync(page);
        await editor.DragAsync(0.2, 0.2, 0.4, 0.5);
        await page.Keyboard.TypeAsync("rocket");
        await editor.ChangedAsync(() => page.Keyboard.PressAsync("Enter"));

        await page.Keyboard.PressAsync("p");
        await Expect(page).ToHaveURLAsync(new Uri(Platform.Address, $"/images/{last}?q=rocket").AbsoluteUri);
        await EditorPage.OnAsync(page);
        await editor.ChangedAsync(() => editor.DragAsync(0.3, 0.2, 0.4, 0.5));
        await editor.ChangedAsync(() => page.Keyboard.PressAsync("Control+Enter"));
        await Expect(page.Locator("#review")).ToHaveTextAsync("Approved");

        foreach (var id in (ImageId[])[first, last])
        {
            var details = (await Platform.DetailsAsync(id, CancellationToken))!;
            (details.Image.Review, details.Image.ReviewedBy, details.Boxes.Count).ShouldBe((ReviewState.Approved, "local", 1));
        }

        await page.Keyboard.PressAsync("k");
        await Expect(page).ToHaveURLAsync(new Uri(Platform.Address, $"/images/{first}?q=rocket").AbsoluteUri);
        await EditorPage.OnAsync(page);
        await page.Keyboard.PressAsync("j");
        await Expect(page).ToHaveURLAsync(new Uri(Platform.Address, $"/images/{last}?q=rocket").AbsoluteUri);
    }

    [Fact]
    public async Task What_is_approved_while_the_answer_to_the_last_change_is_read_waits_for_its_version()
    {
        var (id, editor) = await EditAsync("good/rocket.jpg");
        await editor.Page.EvaluateAsync(
            """
            () => {
              const json = Response.prototype.json;
              const gate = new Promise((open) => { window.openGate = open; });
              Response.prototype.json = async function () {
                const read = await json.call(this);
                if (this.url.endsWith("/annotations")) {
                  window.isReading = true;
                  await gate;
                }
                return read;
              };
            }
            """);
        await editor.DragAsync(0.2, 0.2, 0.4, 0.5);
        await editor.Page.Keyboard.TypeAsync("rocket");
        await editor.Page.Keyboard.PressAsync("Enter");
        await editor.Page.WaitForFunctionAsync("() => window.isReading");

        await editor.Page.Keyboard.PressAsync("Control+Enter");
        await editor.Page.EvaluateAsync("() => window.openGate()");

        await Expect(editor.Page.Locator("#review")).ToHaveTextAsync("Approved");
        await Expect(editor.Page.GetByRole(AriaRole.Alertdialog)).ToBeHiddenAsync();
        (await LabelsAsync(id)).ShouldBe(["rocket"]);
    }

    [Fact]
    public async Task What_is_approved_is_shown_as_published_without_a_word_to_who_goes_on_drawing()
    {
        var (id, editor) = await EditAsync("good/rocket.jpg");
        var page = editor.Page;
        var publication = page.Locator("#publication");
        await Expect(publication).ToHaveAttributeAsync("data-publication", "none");
        await editor.DragAsync(0.2, 0.2, 0.4, 0.5);
        await page.Keyboard.TypeAsync("rocket");
        await editor.ChangedAsync(() => page.Keyboard.PressAsync("Enter"));

        await editor.ChangedAsync(() => page.Keyboard.PressAsync("p"));
        await Expect(publication).ToContainTextAsync("Published");
        await Expect(publication.Locator("time")).ToHaveCountAsync(1);
        var published = (await Platform.DetailsAsync(id, CancellationToken))!.Image;
        published.PublishedVersion.ShouldBe(published.Version);

        await editor.ChangedAsync(() => editor.DragAsync(0.5, 0.2, 0.7, 0.5));
        await Expect(publication).ToContainTextAsync("An earlier version is published");
        await editor.ChangedAsync(() => page.Keyboard.PressAsync("p"));
        await Expect(publication).ToHaveAttributeAsync("data-publication", "published");
        (await Platform.DetailsAsync(id, CancellationToken))!.Image.PublishedVersion.ShouldBeGreaterThan(published.Version);
    }

    [Theory]
    [InlineData("Keep mine", "mine")]
    [InlineData("Take theirs", "theirs")]
    [InlineData("Keep both", "theirs mine")]
    public async Task Of_two_people_on_one_picture_none_overwrites_the_other_unasked(string choice, string expected)
    {
        Tolerate("409 (Conflict)");
        Tolerate("ERR_INTERNET_DISCONNECTED");
        var (id, editor) = await EditAsync("good/rocket.jpg");
        await editor.Page.Context.SetOfflineAsync(true);
        await editor.DragAsync(0.2, 0.2, 0.4, 0.5);
        await editor.Page.Keyboard.TypeAsync("mine");
        await editor.Page.Keyboard.PressAsync("Enter");
        await Expect(editor.State).ToHaveTextAsync("Not saved: This computer is offline. It will be tried again.");
        await PutAsync(id, version: 1, "theirs");

        await editor.Page.Context.SetOfflineAsync(false);
        var question = editor.Page.GetByRole(AriaRole.Alertdialog);
        await Expect(question).ToContainTextAsync("1 box there, 1 box here");
        await question.GetByRole(AriaRole.Button, new() { Name = "Show theirs" }).ClickAsync();
        await Expect(editor.Page.Locator(".theirs .chip")).ToHaveTextAsync(["theirs"]);
        (await LabelsAsync(id)).ShouldBe(["theirs"]);
        await question.GetByRole(AriaRole.Button, new() { Name = choice }).ClickAsync();
        await editor.SavedAsync();
        (await LabelsAsync(id)).ShouldBe(expected.Split(' '));

        // What was not chosen is one step back.
        if (choice != "Keep both")
        {
            await editor.ChangedAsync(() => editor.Page.Keyboard.PressAsync("Control+z"));
            (await LabelsAsync(id)).ShouldBe([expected == "mine" ? "theirs" : "mine"]);
        }
    }

    [Fact]
    public async Task What_somebody_else_changes_is_shown_where_nothing_is_unsaved()
    {
        var (id, editor) = await EditAsync("good/rocket.jpg");
        await PutAsync(id, version: 1, "theirs");
        await Expect(editor.Page.Locator(".layer .chip")).ToHaveTextAsync(["theirs"]);
        await editor.ChangedAsync(() => editor.Page.GetByRole(AriaRole.Button, new() { Name = "Delete theirs" }).ClickAsync());
        (await LabelsAsync(id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_failing_server_did_not_take_is_sent_again()
    {
        Tolerate("500 (Internal Server Error)");
        var (id, editor) = await EditAsync("good/rocket.jpg");
        await editor.Page.RouteAsync("**/annotations", route => route.FulfillAsync(new() { Status = 500, ContentType = "application/problem+json", Body = """{"detail":"Something went wrong."}""" }));
        await editor.DragAsync(0.2, 0.2, 0.4, 0.5);
        await editor.Page.Keyboard.TypeAsync("rocket");
        await editor.Page.Keyboard.PressAsync("Enter");
        await Expect(editor.State).ToHaveTextAsync("Not saved: Something went wrong. It will be tried again.");
        (await LabelsAsync(id)).ShouldBeEmpty();

        await editor.Page.UnrouteAllAsync();
        await editor.ChangedAsync(() => editor.Page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync());
        (await LabelsAsync(id)).ShouldBe(["rocket"]);
    }

    [Theory]
    [InlineData(Look.DesktopLight)]
    [InlineData(Look.DesktopDark)]
    [InlineData(Look.PhoneDark)]
    public async Task The_editor_fits_the_window(Look look)
    {
        var id = await Platform.FinishAsync("good/chelsea.png", CancellationToken, annotation: ShownPictures.Cat);
        var editor = await EditorPage.OnAsync(await OpenAsync(id, look.Options()));
        await editor.Page.Keyboard.PressAsync("a");
        await editor.ChangedAsync(() => editor.Page.Keyboard.PressAsync("a"));
        (await editor.Page.EvaluateAsync<bool>("(width) => document.documentElement.scrollWidth <= width", look.Options().ViewportSize!.Width)).ShouldBeTrue();
        (await Screenshots.TakeAsync(editor.Page, $"editor-{look}")).ShouldBeGreaterThan(0);
    }

    private async Task<(ImageId Id, EditorPage Editor)> EditAsync(string photo, string? annotation = null)
    {
        var id = await Platform.FinishAsync(photo, CancellationToken, annotation: annotation ?? Nothing);
        return (id, await EditorPage.OnAsync(await OpenAsync(id, Look.DesktopLight.Options())));
    }

    private async Task<IEnumerable<string>> LabelsAsync(ImageId id) => (await Platform.DetailsAsync(id, CancellationToken))!.Boxes.Select(box => box.Label);

    private async Task ShouldBeAsync(ImageId id, params (string Label, double X, double Y, double Width, double Height)[] expected)
    {
        var boxes = (await Platform.DetailsAsync(id, CancellationToken))!.Boxes;
        boxes.Select(box => box.Label).ShouldBe(expected.Select(box => box.Label));
        foreach (var ((_, x, y, width, height), box) in expected.Zip(boxes, (one, other) => (one, other.Box)))
        {
            // A pointer stands on whole pixels of the window.
            box.X.ShouldBe(x, 0.01);
            box.Y.ShouldBe(y, 0.01);
            box.Width.ShouldBe(width, 0.01);
            box.Height.ShouldBe(height, 0.01);
        }
    }

    /// <summary>Draws a box as another person would.</summary>
    private async Task PutAsync(ImageId id, long version, string label)
    {
        using var client = new HttpClient { BaseAddress = Platform.Address };
        using var response = await client.PutAsJsonAsync(
            new Uri($"/api/images/{id}/annotations", UriKind.Relative),
            new { version, boxes = new[] { new { label, box = new { x = 0.6, y = 0.6, width = 0.2, height = 0.2 } } } },
            CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
