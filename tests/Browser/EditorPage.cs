using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Vignette.Browser.Tests;

/// <summary>A picture's page with its editor.</summary>
internal sealed record EditorPage(IPage Page)
{
    public ILocator Boxes => Page.Locator(".layer .box");

    public ILocator Chosen => Page.Locator(".layer .box[aria-pressed=true]");

    public ILocator State => Page.Locator("#save-state");

    public ILocator LabelInput => Page.Locator("#label-input");

    /// <summary>Waits until the editor has begun.</summary>
    public static async Task<EditorPage> OnAsync(IPage page)
    {
        var editor = new EditorPage(page);
        await Expect(page.Locator("#image[data-editing]")).ToHaveCountAsync(1);
        await editor.SavedAsync();
        return editor;
    }

    public Task SavedAsync() => Expect(State).ToHaveAttributeAsync("data-state", "saved");

    /// <summary>Waits until a change that was just made is on the server.</summary>
    public async Task ChangedAsync(Func<Task> change)
    {
        await Page.RunAndWaitForResponseAsync(change, response => response.Request.Method == "PUT" && response.Ok);
        await SavedAsync();
    }

    /// <summary>Waits until the page no longer scrolls: a finger that meets a page on the move only stops it.</summary>
    public Task StillAsync() => Page.EvaluateAsync(
        """
        () => new Promise((still) => {
          let [place, frames] = [scrollY, 0];
          requestAnimationFrame(function look() {
            [place, frames] = [scrollY, scrollY === place ? frames + 1 : 0];
            frames < 10 ? requestAnimationFrame(look) : still();
          });
        })
        """);

    /// <summary>Drags over the picture, between two points of it in fractions.</summary>
    public async Task DragAsync(double fromX, double fromY, double toX, double toY)
    {
        var layer = await Page.Locator(".layer").BoundingBoxAsync() ?? throw new InvalidOperationException("There is no picture.");
        await Page.Mouse.MoveAsync((float)(layer.X + (layer.Width * fromX)), (float)(layer.Y + (layer.Height * fromY)));
        await Page.Mouse.DownAsync();
        await Page.Mouse.MoveAsync((float)(layer.X + (layer.Width * toX)), (float)(layer.Y + (layer.Height * toY)), new() { Steps = 4 });
        await Page.Mouse.UpAsync();
    }

    /// <summary>Draws a box by touch, as a finger does.</summary>
    public async Task TouchAsync(double fromX, double fromY, double toX, double toY)
    {
        var layer = await Page.Locator(".layer").BoundingBoxAsync() ?? throw new InvalidOperationException("There is no picture.");
        var session = await Page.Context.NewCDPSessionAsync(Page);
        await SendAsync("touchStart", fromX, fromY);
        for (var step = 1; step <= 6; step++)
        {
            await SendAsync("touchMove", fromX + ((toX - fromX) * step / 6), fromY + ((toY - fromY) * step / 6));
        }

        await session.SendAsync("Input.dispatchTouchEvent", new() { ["type"] = "touchEnd", ["touchPoints"] = Array.Empty<object>() });

        Task SendAsync(string type, double x, double y) => session.SendAsync("Input.dispatchTouchEvent", new()
        {
            ["type"] = type,
            ["touchPoints"] = new[] { new { x = layer.X + (layer.Width * x), y = layer.Y + (layer.Height * y) } },
        });
    }
}
