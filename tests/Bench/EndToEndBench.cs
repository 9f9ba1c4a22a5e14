using Microsoft.Extensions.Logging.Abstractions;
using Vignette.Imaging.Vips;
using Vignette.Pipeline.Captions.Offline;
using Vignette.Tests;

namespace Vignette.Bench;

/// <summary>Photographs through the platform on this machine, as <c>./dev up</c> runs it.</summary>
public static class EndToEndBench
{
    public static async Task RunAsync()
    {
        using var data = new TemporaryFolder();
        await using var program = await VignetteProcess.StartAsync(data.Path, environment: Quiet.Environment);
        await EndToEnd.RunAsync(
            "through `./dev up`",
            new VipsThumbnailer(NullLogger<VipsThumbnailer>.Instance),
            new OfflineCaptioner(),
            program.Http.BaseAddress!,
            () => Task.FromResult(program.PeakMemory()));
    }
}
