using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace Vignette.Cli.Local;

/// <summary>
/// One line an entry, as a person reads it: time, level, message, then the correlation id that one picture's entries
/// share. The stack of what is merely tried again is left out, unless <c>LOG_LEVEL</c> asks for more.
/// </summary>
internal sealed class TerminalFormatter(TimeProvider time, IOptions<LoggerFilterOptions> filter) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "terminal";

    private const string Reset = "\e[0m";
    private const string Faint = "\e[2m";

    private readonly bool _colors = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null or "";
    private readonly bool _allStacks = filter.Value.MinLevel <= LogLevel.Debug;

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var (name, color) = Level(logEntry.LogLevel);
        textWriter.Write($"{time.GetLocalNow():HH:mm:ss} {Colored(color, name)} {logEntry.Formatter(logEntry.State, null)}");
        if (Correlation(scopeProvider) is { } id)
        {
            textWriter.Write($"  {Colored(Faint, id)}");
        }

        textWriter.WriteLine();
        if (logEntry.Exception is { } fault)
        {
            var stack = _allStacks || logEntry.LogLevel >= LogLevel.Error;
            textWriter.WriteLine(Indented(stack ? fault.ToString() : $"{fault.GetType().Name}: {fault.Message}"));
        }
    }

    private static (string Name, string Color) Level(LogLevel level) => level switch
    {
        LogLevel.Trace => ("trace", Faint),
        LogLevel.Debug => ("debug", Faint),
        LogLevel.Information => ("info ", "\e[32m"),
        LogLevel.Warning => ("warn ", "\e[33m"),
        _ => ("error", "\e[31m"),
    };

    // A task's scope names the id that its image came with; that of an upload is the request's own trace.
    private static string? Correlation(IExternalScopeProvider? scopes)
    {
        var ids = new string?[2];
        scopes?.ForEachScope(
            static (scope, found) =>
            {
                foreach (var (key, value) in scope as IEnumerable<KeyValuePair<string, object?>> ?? [])
                {
                    if (key is "CorrelationId")
                    {
                        found[0] = value?.ToString();
                    }
                    else if (key is "TraceId")
                    {
                        found[1] = value?.ToString();
                    }
                }
            },
            ids);
        return ids[0] ?? ids[1];
    }

    private string Colored(string color, string text) => _colors ? $"{color}{text}{Reset}" : text;

    private static string Indented(string text) => "         " + text.ReplaceLineEndings($"{Environment.NewLine}         ");
}
