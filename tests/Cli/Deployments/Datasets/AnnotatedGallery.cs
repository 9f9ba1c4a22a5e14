using System.Net.Http.Json;
using System.Text.Json;
using Vignette.Cli.Samples;
using Vignette.Tests;

namespace Vignette.Cli.Tests.Deployments.Datasets;

/// <summary>The real program with pictures, boxes, captions, tags and review states, for tests that only read.</summary>
public sealed class AnnotatedGallery : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private VignetteProcess? _program;

    public static int Pictures => SamplePictures.All.Count;

    public VignetteProcess Program => _program ?? throw new InvalidOperationException("It has not been started.");

    public Uri Address => Program.Http.BaseAddress!;

    public async ValueTask InitializeAsync()
    {
        _program = await VignetteProcess.StartAsync(_folder.Path, ["--samples"], cancellationToken: TestContext.Current.CancellationToken);
        try
        {
            await AnnotateAsync(_program, TestContext.Current.CancellationToken);
        }
        catch
        {
            // What could not be made ready nobody disposes of.
            await DisposeAsync();
            throw;
        }
    }

    /// <summary>Of all images, in the order of their names.</summary>
    public static async Task<string[]> IdsAsync(VignetteProcess program, CancellationToken cancellationToken)
    {
        using var ids = JsonDocument.Parse(await program.Http.GetStringAsync("/api/images/ids?sort=name", cancellationToken));
        return [.. ids.RootElement.GetProperty("ids").EnumerateArray().Select(id => id.GetString()!)];
    }

    public async ValueTask DisposeAsync()
    {
        if (_program is not null)
        {
            await _program.DisposeAsync();
        }

        _folder.Dispose();
    }

    private static async Task AnnotateAsync(VignetteProcess program, CancellationToken cancellationToken)
    {
        await program.WaitForImagesAsync(Pictures, cancellationToken);
        var number = 0;
        foreach (var id in await IdsAsync(program, cancellationToken))
        {
            number++;
            using var document = JsonDocument.Parse(await program.Http.GetStringAsync($"/api/images/{id}/annotations", cancellationToken));
            using var put = await program.Http.PutAsJsonAsync(
                $"/api/images/{id}/annotations",
                new
                {
                    version = document.RootElement.GetProperty("version").GetInt64(),
                    caption = $"Picture {number}, \"drawn\";\n{number % 2} = 日本",
                    tags = (string[])["drawn", $"=number {number}"],
                    review = number % 2 == 0 ? "approved" : "unreviewed",
                    boxes = Enumerable.Range(1, number).Select(box => new { label = $"thing {box % 3}", box = new { x = 1.0 / (box + 3), y = 0.1, width = 0.3, height = 1.0 / (number + 2) } }),
                },
                cancellationToken);
            put.IsSuccessStatusCode.ShouldBeTrue(await put.Content.ReadAsStringAsync(cancellationToken));
        }
    }
}
