using Vignette.Gallery;
using Vignette.Gallery.Access;
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
        var signIn = platform.Services.GetRequiredService<GalleryOptions>().SignIn == SignInMode.None ? "nobody has to; only this machine reaches it" : "by password; vignette user makes accounts";
        Console.WriteLine($"""

              Vignette is ready:  {platform.Address}

              Captions  {captions.Description}
              Sign-in   {signIn}
              Data      {Path.GetFullPath(options.DataFolder)}
              Stop      Ctrl-C

            """);
    }
}
