using Microsoft.Extensions.Logging;

namespace Vignette.Imaging.ImageSharp;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "A {Format} picture of {Length} bytes is refused: {Detail}")]
    public static partial void Refused(ILogger logger, string format, int length, string detail);
}
