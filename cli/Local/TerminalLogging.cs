using Microsoft.Extensions.Logging.Console;

namespace Vignette.Cli.Local;

/// <summary>Logs as a person at a terminal reads them.</summary>
public static class TerminalLogging
{
    public static void Configure(ILoggingBuilder logging, LogLevel level)
    {
        ArgumentNullException.ThrowIfNull(logging);
        logging.ClearProviders();
        logging.SetMinimumLevel(level);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        // That the keys lie in the data folder unencrypted is meant: the folder is its owner's alone.
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        logging.Configure(tracking => tracking.ActivityTrackingOptions = ActivityTrackingOptions.TraceId);
        logging.AddConsole(console => console.FormatterName = TerminalFormatter.FormatterName);
        logging.AddConsoleFormatter<TerminalFormatter, ConsoleFormatterOptions>();
    }
}
