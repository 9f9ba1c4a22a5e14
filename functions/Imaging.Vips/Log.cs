using Microsoft.Extensions.Logging;

namespace Vignette.Imaging.Vips;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "{Domain}: {Message}")]
    public static partial void NativeWarning(ILogger logger, string? domain, string? message);

    [LoggerMessage(2, LogLevel.Warning, "{Count} more warnings of the native libraries were left out.")]
    public static partial void NativeWarningsLeftOut(ILogger logger, int count);

    [LoggerMessage(3, LogLevel.Information, "A {Format} picture of {Length} bytes is refused: {Detail}")]
    public static partial void Refused(ILogger logger, string format, int length, string detail);
}
