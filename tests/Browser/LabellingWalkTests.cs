using System.Globalization;
using System.IO.Compression;
using Microsoft.Playwright;
using Vignette.Schema;
using Vignette.Schema.Catalog;
using Vignette.Tests;
using static Microsoft.Playwright.Assertions;

namespace Vignette.Browser.Tests;

/// <summary>What the editor, the search and the exchange are for, from one end to the other.</summary>
public sealed class LabellingWalkTests(ChromiumFixture chromium) : GalleryTestBase(chromium)
{
    // Only what a box is drawn with counts.
    private const string CountPresses = "() => addEventListener('pointerdown', () => { sessionStorage.presses = 1 + Number(sessionStorage.presses ?? 0); }, true)";

    private static readonly IReadOnlyList<LabellingWalk.Photograph> Photographs = LabellingWalk.Photographs;

    [Fact]
    public async Task Twenty_photographs_are_labelled_approved_found_exported_and_imported_elsewhere_as_they_were()
    {
        Photographs.Count.ShouldBe(20);
        var ids = new List<ImageId>();
        foreach (var photograph in Photographs)
        {
            ids.Add(await Platform.FinishAsync($"good/{photograph.File}", CancellationToken, annotation: photograph.Model));
        }

        var page = await NewPageAsync(Look.DesktopLight.Options());
        await page.AddInitScriptAsync($"({CountPresses})()");
        await page.GotoAsync(new Uri(Platform.Address, "/gallery?sort=oldest").AbsoluteUri);
        await Tiles(page).First.Locator(".frame").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var drags = 0;
        for (var i = 0; i < ids.Count; i++)
        {
            await page.WaitForURLAsync($"**/images/{ids[i]}?sort=oldest");
            drags += await LabelAsync(await EditorPage.OnAsync(page), Photographs[i], isByKeys: i % 5 == 4);
            if (i is 3 or 11)
            {
                await new EditorPage(page).SavedAsync();
                await Screenshots.TakeAsync(page, $"Walk-{i}-labelled");
            }

            await page.Keyboard.PressAsync("p");
        }

        await Expect(page.Locator("#save-state")).ToHaveTextAsync("Approved. This was the last picture.");
        drags.ShouldBeGreaterThanOrEqualTo(30);
        (await page.EvaluateAsync<string>("() => sessionStorage.presses")).ShouldBe(drags.ToString(CultureInfo.InvariantCulture));
        var labelled = await DocumentsAsync(Platform, ids);
        for (var i = 0; i < ids.Count; i++)
        {
            ShouldBe(labelled[i], Photographs[i], isByKeys: i % 5 == 4);
        }

        foreach (var look in Enum.GetValues<Look>())
        {
            await Screenshots.TakeAsync((await EditorPage.OnAsync(await OpenAsync(ids[3], look.Options()))).Page, $"Walk-approved-{look}");
        }

        await SearchAsync(page);
        foreach (var look in Enum.GetValues<Look>())
        {
            await TakeWithPicturesAsync(await OpenAsync("/gallery?label=rocket&review=approved", look.Options()), $"Walk-found-{look}");
        }

        using var folder = new TemporaryFolder();
        var (annotations, pictures) = (folder.File("annotations.json"), folder.File("pictures.zip"));
        await ExportAsync(annotations, withPictures: false);
        await ExportAsync(pictures, withPictures: true);
        using (var zip = ZipFile.OpenRead(pictures))
        {
            zip.Entries.Count.ShouldBe(ids.Count + 1);
        }

        // Empty, and with a model that must not say more than the file does.
        await using var empty = await TestPlatform.StartAsync(CancellationToken, isOffline: true);
        await ImportAsync(empty, pictures, "20 added, 0 changed, 0 as they are, 0 left out.", isAdding: true);
        await ShouldHaveAsync(empty, labelled);

        // With the same pictures, but nothing said of them.
        await using var uploaded = await TestPlatform.StartAsync(CancellationToken, isOffline: true);
        foreach (var photograph in Photographs)
        {
            await uploaded.FinishAsync($"good/{photograph.File}", CancellationToken);
        }

        await ImportAsync(uploaded, annotations, "0 added, 20 changed, 0 as they are, 0 left out.", isAdding: false);
        await ShouldHaveAsync(uploaded, labelled);
        var there = await OpenAsync(new Uri(empty.Address, "/gallery?label=rocket&review=approved"), Look.DesktopLight.Options());
        await Expect(there.Locator("#found")).ToHaveTextAsync("9 pictures");
        await TakeWithPicturesAsync(there, "Walk-imported-DesktopLight");
        await there.CloseAsync();
    }

    /// <summary>Decides what the model suggests and marks what it did not find. Returns how often the mouse was used.</summary>
    private static async Task<int> LabelAsync(EditorPage editor, LabellingWalk.Photograph photograph, bool isByKeys)
    {
        var keys = editor.Page.Keyboard;
        var suggestions = editor.Page.Locator(".layer .box[data-suggestion]");
        await Expect(suggestions).ToHaveCountAsync(photograph.Suggested.Count + photograph.Wrong);
        if (photograph.Suggested.Count > 0)
        {
            await keys.PressAsync("a");
        }

        for (var left = photograph.Suggested.Count + photograph.Wrong; left > 0; left--)
        {
            await keys.PressAsync(left > photograph.Wrong ? "a" : "r");
            await Expect(suggestions).ToHaveCountAsync(left - 1);
        }

        for (var i = 0; i < photograph.Marks.Count; i++)
        {
            var mark = photograph.Marks[i];
            if (await editor.Chosen.CountAsync() > 0)
            {
                // A drag that begins on a box that is chosen moves it.
                await keys.PressAsync("Escape");
                await Expect(editor.Chosen).ToHaveCountAsync(0);
            }

            if (isByKeys)
            {
                await keys.PressAsync("n");
            }
            else
            {
                await editor.DragAsync(mark.X, mark.Y, mark.X + mark.Width, mark.Y + mark.Height);
            }

            await Expect(editor.Boxes).ToHaveCountAsync(photograph.Suggested.Count + i + 1);
            await NameAsync(editor, mark.Label);
            await Expect(editor.Chosen.Locator(".chip")).ToHaveTextAsync(mark.Label);
            if (isByKeys)
            {
                await keys.PressAsync(i == 0 ? "ArrowLeft" : "ArrowRight");
                await keys.PressAsync("Shift+ArrowDown");
            }
        }

        return isByKeys ? 0 : photograph.Marks.Count;
    }

    // By its number where it has one, which needs nothing where it was the last; otherwise in letters.
    private static async Task NameAsync(EditorPage editor, string label)
    {
        var keys = editor.Page.Keyboard;
        if (await editor.LabelInput.IsVisibleAsync())
        {
            await keys.TypeAsync(label);
            await keys.PressAsync("Enter");
            return;
        }

        var number = await editor.Page.EvaluateAsync<int>(
            "(label) => 1 + [...document.querySelectorAll('#recent .recent-label')].findIndex((each) => each.lastChild.textContent === label)",
            label);
        if (number > 0)
        {
            await keys.PressAsync(number.ToString(CultureInfo.InvariantCulture));
            return;
        }

        await keys.PressAsync("Enter");
        await Expect(editor.LabelInput).ToBeFocusedAsync();
        await keys.TypeAsync(label);
        await keys.PressAsync("Enter");
    }

    private static void ShouldBe(ImageDetails details, LabellingWalk.Photograph photograph, bool isByKeys)
    {
        (details.Image.Review, details.Image.ReviewedBy).ShouldBe((ReviewState.Approved, "local"), photograph.File);
        (details.Objects.Count, details.Rejected.Count).ShouldBe((0, photograph.Wrong), photograph.File);
        details.Boxes.Select(box => (box.Label, box.Origin)).ShouldBe(
            [.. photograph.Suggested.Select(label => (label, CaptionOrigin.Model)), .. photograph.Marks.Select(mark => (mark.Label, CaptionOrigin.Person))],
            photograph.File);
        if (isByKeys)
        {
            return;
        }

        foreach (var (mark, box) in photograph.Marks.Zip(details.Boxes.Skip(photograph.Suggested.Count), (mark, box) => (mark, box.Box)))
        {
            // A pointer stands on whole pixels of the window.
            box.X.ShouldBe(mark.X, 0.01, photograph.File);
            box.Y.ShouldBe(mark.Y, 0.01, photograph.File);
            box.Width.ShouldBe(mark.Width, 0.01, photograph.File);
            box.Height.ShouldBe(mark.Height, 0.01, photograph.File);
        }
    }

    private async Task SearchAsync(IPage page)
    {
        await page.GotoAsync(new Uri(Platform.Address, "/gallery").AbsoluteUri);
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("rocket");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("[aria-labelledby=facet-label] a").Filter(new() { HasText = "tower" }).ClickAsync();
        await Expect(page.Locator("#found")).ToHaveTextAsync("9 pictures");
        await Expect(page).ToHaveURLAsync(new Uri(Platform.Address, "/gallery?q=rocket&label=tower").AbsoluteUri);
        (await Tiles(page).CountAsync()).ShouldBe(9);

        // What was found is what is exported.
        await page.GetByRole(AriaRole.Link, new() { Name = "Export" }).ClickAsync();
        await Expect(page.Locator("#export-count")).ToHaveTextAsync("9 pictures");
    }

    private async Task ExportAsync(string file, bool withPictures)
    {
        var page = await OpenAsync("/exchange", Look.DesktopLight.Options());
        await Expect(page.Locator("#export-count")).ToHaveTextAsync("20 pictures");
        await page.Locator("#export-format").SelectOptionAsync("coco");
        await page.Locator("#export [name=images]").SetCheckedAsync(withPictures);
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Export" }).ClickAsync());
        download.SuggestedFilename.ShouldEndWith(withPictures ? ".zip" : ".json");
        await download.SaveAsAsync(file);
    }

    private async Task ImportAsync(TestPlatform platform, string file, string outcome, bool isAdding)
    {
        var page = await OpenAsync(new Uri(platform.Address, "/exchange"), Look.DesktopLight.Options());
        await page.Locator("#import-file").SetInputFilesAsync(file);
        await page.GetByRole(AriaRole.Button, new() { Name = "Check first" }).ClickAsync();
        var summary = page.Locator("#import-summary");
        await Expect(summary).ToHaveTextAsync($"Nothing was changed yet. It would be: {outcome}");
        (await platform.CountAsync(new ImageQuery { Review = ReviewState.Approved }, CancellationToken)).ShouldBe(0);
        (await platform.CountAsync(new ImageQuery(), CancellationToken)).ShouldBe(isAdding ? 0 : Photographs.Count);
        await Screenshots.TakeAsync(page, isAdding ? "Walk-checked-DesktopLight" : "Walk-checked-uploaded");

        await page.GetByRole(AriaRole.Button, new() { Name = "Import" }).ClickAsync();

        await Expect(summary).ToHaveTextAsync($"Done: {outcome}");
        await Screenshots.TakeAsync(page, isAdding ? "Walk-done-DesktopLight" : "Walk-done-uploaded");
        // Before its platform ends.
        await page.CloseAsync();
    }

    private static async Task ShouldHaveAsync(TestPlatform platform, List<ImageDetails> expected)
    {
        var ids = await platform.IdsAsync(new ImageQuery { Sort = ImageSort.Oldest }, CancellationToken);
        ids.Count.ShouldBe(expected.Count);
        foreach (var id in ids)
        {
            (await platform.SettleAsync(id, CancellationToken)).OverallStatus.ShouldBe(TaskState.Completed);
        }

        var actual = (await DocumentsAsync(platform, ids)).ToDictionary(details => details.Image.FileName);
        foreach (var before in expected)
        {
            var after = actual[before.Image.FileName];
            after.Image.Caption.ShouldBe(before.Image.Caption, before.Image.FileName);
            after.Tags.ShouldBe(before.Tags, before.Image.FileName);
            after.Image.Review.ShouldBe(before.Image.Review, before.Image.FileName);
            after.Image.Sha256.ShouldBe(before.Image.Sha256, before.Image.FileName);
            after.Boxes.Select(Said).ShouldBe(before.Boxes.Select(Said), before.Image.FileName);
            foreach (var (one, other) in before.Boxes.Zip(after.Boxes, (one, other) => (one.Box, other.Box)))
            {
                other.X.ShouldBe(one.X, 1e-6);
                other.Y.ShouldBe(one.Y, 1e-6);
                other.Width.ShouldBe(one.Width, 1e-6);
                other.Height.ShouldBe(one.Height, 1e-6);
            }
        }
    }

    private static (string Id, string Label, double? Confidence, CaptionOrigin Origin) Said(AnnotatedBox box) => (box.Id, box.Label, box.Confidence, box.Origin);

    private static async Task<List<ImageDetails>> DocumentsAsync(TestPlatform platform, IEnumerable<ImageId> ids)
    {
        var documents = new List<ImageDetails>();
        foreach (var id in ids)
        {
            documents.Add((await platform.DetailsAsync(id, CancellationToken))!);
        }

        return documents;
    }

    private static async Task TakeWithPicturesAsync(IPage page, string name)
    {
        await page.WaitForFunctionAsync("() => [...document.images].slice(0, 4).every((image) => image.complete && image.naturalWidth > 0)");
        await Screenshots.TakeAsync(page, name);
    }
}
