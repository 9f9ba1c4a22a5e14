using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Vignette.Functions.Logging;

/// <summary>Loggers that write each entry at once and whole.</summary>
internal sealed class LineLoggerProvider(ConsoleFormatter formatter, Stream output) : ILoggerProvider, ISupportExternalScope
{
    private readonly Lock _writing = new();
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public ILogger CreateLogger(string categoryName) => new LineLogger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose() => output.Flush();

    private void Write<TState>(in LogEntry<TState> entry)
    {
        using var line = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
        formatter.Write(entry, _scopes, line);
        var bytes = System.Text.Encoding.UTF8.GetBytes(line.ToString());
        lock (_writing)
        {
            output.Write(bytes);
            output.Flush();
        }
    }

    private sealed class LineLogger(LineLoggerProvider provider, string category) : ILogger
    {
        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => provider._scopes.Push(state);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> format) =>
            provider.Write(new LogEntry<TState>(logLevel, category, eventId, state, exception, format));
    }
}
