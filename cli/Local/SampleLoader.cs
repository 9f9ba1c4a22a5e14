using Vignette.Cli.Samples;
using Vignette.Gallery.Access;
using Vignette.Pipeline.Intake;

namespace Vignette.Cli.Local;

/// <summary>Puts the drawn sample pictures in, each once in the life of a data folder.</summary>
internal sealed class SampleLoader(ImageIntake intake) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var sample in SamplePictures.All)
        {
            using var content = new MemoryStream(await Task.Run(sample.Draw, stoppingToken));
            await intake.AcceptAsync(new IncomingFile(content, sample.FileName, FixedUser.Name, $"sample:{sample.FileName}"), stoppingToken);
        }
    }
}
