namespace Vignette.Web;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Error, "The key {Key} is damaged and is left out.")]
    public static partial void KeyDamaged(this ILogger logger, Exception fault, string key);
}
