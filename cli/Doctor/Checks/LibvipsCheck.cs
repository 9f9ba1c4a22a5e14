using Microsoft.Extensions.Logging.Abstractions;
using Vignette.Imaging.Vips;

namespace Vignette.Cli.Doctor.Checks;

/// <summary>libvips is there, which makes thumbnails on one machine.</summary>
public sealed class LibvipsCheck : ICheck
{
    public string Name => "libvips";

    public Task<Finding> LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            _ = new VipsThumbnailer(NullLogger<VipsThumbnailer>.Instance);
            return Task.FromResult(this.Ok("It loads."));
        }
        catch (DllNotFoundException fault)
        {
            return Task.FromResult(this.Problem("It does not load.", ToolText.Line(fault.Message)));
        }
    }
}
