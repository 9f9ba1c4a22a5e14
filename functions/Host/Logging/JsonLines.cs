using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Vignette.Functions.Logging;

/// <summary>
/// Logs as the web tier does, one JSON object a line with its scopes. The console logger writes from a thread of its own,
/// which Lambda freezes between invocations; here a line is out when the call returns.
/// </summary>
internal static class JsonLines
{
    public static IServiceCollection AddJsonLines(this IServiceCollection services, LogLevel minimum) => services
        .AddLogging(logging => logging.SetMinimumLevel(minimum).AddFilter("Microsoft", LogLevel.Warning).AddFilter("MySqlConnector", LogLevel.Warning).AddJsonConsole(json => json.IncludeScopes = true))
        .ReplaceConsole();

    // The formatter is Microsoft's, and only to be had together with the console logger.
    private static IServiceCollection ReplaceConsole(this IServiceCollection services)
    {
        var console = services.Single(service => service.ServiceType == typeof(ILoggerProvider) && service.ImplementationType == typeof(ConsoleLoggerProvider));
        services.Remove(console);
        return services.AddSingleton<ILoggerProvider>(provider => new LineLoggerProvider(
            provider.GetServices<ConsoleFormatter>().Single(formatter => formatter.Name == ConsoleFormatterNames.Json),
            Console.OpenStandardOutput()));
    }
}
