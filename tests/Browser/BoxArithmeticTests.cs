using System.Globalization;
using Microsoft.Playwright;
using Vignette.Schema;

namespace Vignette.Browser.Tests;

/// <summary>The coordinates of boxes: the arithmetic by itself, and on pictures of every orientation.</summary>
public sealed class BoxArithmeticTests(ChromiumFixture chromium) : GalleryTestBase(chromium)
{
    // Where the rocket's nose, a lamp and a tower are in the stored pixels.
    private static readonly BoundingBox[] Places = [new(0.45, 0.3, 0.1, 0.2), new(0.1, 0.72, 0.12, 0.15), new(0.86, 0.05, 0.12, 0.4)];

    [Fact]
    public async Task Whatever_is_done_to_a_box_it_stays_one_inside_the_picture()
    {
        var page = await OpenAsync(await Platform.FinishAsync("good/rocket.jpg", CancellationToken));
        var script = await page.Locator("script[type=module]").GetAttributeAsync("src");
        var failures = await page.EvaluateAsync<string[]>(
            """
            async (script) => {
              const { boxAround, boxBetween, handles, leastBox, moved, pointIn, resized } = await import(script.replace("image.js", "geometry.js"));
              let seed = 20260101;
              const next = () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 2 ** 32;
              const wild = () => next() < 0.1 ? [0, 1, -1, 1e-9, 1e9][Math.floor(next() * 5)] : next() * 4 - 2;
              const failures = [];
              const check = (box, least, what) => {
                const isFine = Number.isFinite(box.x + box.y) && box.x >= 0 && box.y >= 0 && box.width > 0 && box.height > 0
                  && box.x + box.width <= 1 + 1e-9 && box.y + box.height <= 1 + 1e-9
                  && box.width >= least.width - 1e-9 && box.height >= least.height - 1e-9;
                if (!isFine) {
                  failures.push(`${what}: ${JSON.stringify(box)}`);
                }
                return box;
              };
              for (let i = 0; i < 20000; i++) {
                const least = leastBox(1 + Math.floor(next() * 5000), 1 + Math.floor(next() * 5000));
                const rect = { left: wild() * 100, top: wild() * 100, width: 1 + next() * 2000, height: 1 + next() * 2000 };
                const point = () => pointIn(rect, wild() * 1000, wild() * 1000);
                let box = check(boxBetween(point(), point(), least), least, "between");
                const grown = boxAround(point(), Math.max(least.width, next()), Math.max(least.height, next()));
                check(grown, least, "around");
                const there = moved(box, wild(), wild());
                check(there, least, "moved");
                if (there.width !== box.width || there.height !== box.height) {
                  failures.push("a box that moves keeps its size");
                }
                for (const [name, [horizontal, vertical]] of Object.entries(handles)) {
                  const other = check(resized(box, name, wild(), wild(), least), least, name);
                  const right = (each) => each.x + each.width;
                  const bottom = (each) => each.y + each.height;
                  if ((horizontal >= 0 && other.x !== box.x) || (horizontal <= 0 && Math.abs(right(other) - right(box)) > 1e-9)
                    || (vertical >= 0 && other.y !== box.y) || (vertical <= 0 && Math.abs(bottom(other) - bottom(box)) > 1e-9)) {
                    failures.push(`${name} moved another side`);
                  }
                  box = other;
                }
              }
              return failures.slice(0, 5);
            }
            """,
            script);
        failures.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task A_box_that_is_drawn_on_the_shown_picture_lands_on_the_same_pixels(int orientation)
    {
        var upright = await OpenAsync(await Platform.FinishAsync("good/rocket-exif1.jpg", CancellationToken));
        var id = await Platform.FinishAsync(string.Create(CultureInfo.InvariantCulture, $"good/rocket-exif{orientation}.jpg"), CancellationToken);
        var page = await OpenAsync(id, Look.DesktopLight.Options());
        var editor = await EditorPage.OnAsync(page);
        await editor.DragAsync(0.01, 0.9, 0.06, 0.97);
        await page.Keyboard.TypeAsync("x");
        await editor.ChangedAsync(() => page.Keyboard.PressAsync("Enter"));

        foreach (var place in Places)
        {
            var shown = Shown(place, orientation);
            await page.Keyboard.PressAsync("Escape");
            await editor.ChangedAsync(() => editor.DragAsync(shown.X, shown.Y, shown.X + shown.Width, shown.Y + shown.Height));
            var saved = (await Platform.DetailsAsync(id, CancellationToken))!.Boxes[^1].Box;
            saved.OverlapWith(shown).ShouldBeGreaterThan(0.85);

            // The same colours in the saved box of the turned picture as in the place of the stored one; in another place there are others.
            var (expected, found) = (await ColorAsync(upright, place), await ColorAsync(page, saved));
            Distance(found, expected).ShouldBeLessThan(14);
        }

        Distance(await ColorAsync(upright, Places[0]), await ColorAsync(upright, Places[1])).ShouldBeGreaterThan(20);
    }

    /// <summary>Where a place in the stored pixels is shown (EXIF 2.32, 4.6.4, Orientation).</summary>
    private static BoundingBox Shown(BoundingBox stored, int orientation)
    {
        var (left, top, right, bottom) = (stored.X, stored.Y, 1 - stored.X - stored.Width, 1 - stored.Y - stored.Height);
        var (width, height) = (stored.Width, stored.Height);
        return orientation switch
        {
            1 => stored,
            2 => new BoundingBox(right, top, width, height),
            3 => new BoundingBox(right, bottom, width, height),
            4 => new BoundingBox(left, bottom, width, height),
            5 => new BoundingBox(top, left, height, width),
            6 => new BoundingBox(bottom, left, height, width),
            7 => new BoundingBox(bottom, right, height, width),
            8 => new BoundingBox(top, right, height, width),
            _ => throw new ArgumentOutOfRangeException(nameof(orientation), orientation, null),
        };
    }

    /// <summary>The mean colour of a place in the picture that a page shows.</summary>
    private static async Task<double[]> ColorAsync(IPage page, BoundingBox box) => await page.EvaluateAsync<double[]>(
        """
        async ([x, y, width, height]) => {
          const picture = document.querySelector(".preview");
          await picture.decode();
          const canvas = new OffscreenCanvas(picture.naturalWidth, picture.naturalHeight);
          const context = canvas.getContext("2d");
          context.drawImage(picture, 0, 0);
          const [w, h] = [canvas.width, canvas.height];
          const { data } = context.getImageData(Math.round(x * w), Math.round(y * h), Math.max(1, Math.round(width * w)), Math.max(1, Math.round(height * h)));
          const sum = [0, 0, 0];
          for (let i = 0; i < data.length; i += 4) {
            sum[0] += data[i];
            sum[1] += data[i + 1];
            sum[2] += data[i + 2];
          }
          return sum.map((part) => part / (data.length / 4));
        }
        """,
        new[] { box.X, box.Y, box.Width, box.Height });

    private static double Distance(double[] one, double[] other) => Math.Sqrt(one.Zip(other, (a, b) => (a - b) * (a - b)).Sum());
}
