using Vignette.Pipeline.Captions;

namespace Vignette.Cli.Local;

/// <summary>What a person sees when the platform is ready.</summary>
public static class Welcome
{
    public static void Print(LocalPlatform platform, LocalPlatformOptions options)
    {
        ArgumentNullException.ThrowIfNull(platform);
        ArgumentNullException.ThrowIfNull(options);
        var captions = platform.Services.GetRequiredService<CaptionOptions>();
        Console.WriteLine($"""

              Vignette is ready:  {platform.Address}

              Captions  {captions.Description}
              Data      {Path.GetFullPath(options.DataFolder)}
              Stop      Ctrl-C

            """);
    }
}
