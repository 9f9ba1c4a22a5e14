using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Vignette.Pipeline.Tests.Rig;

/// <summary>Keeps what was logged, with its scopes.</summary>
internal sealed class LogRecorder : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<LogLine> _lines = new();
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public IReadOnlyCollection<LogLine> Lines => _lines;

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public ILogger CreateLogger(string categoryName) => new Recorder(this);

    public void Dispose()
    {
    }

    internal sealed record LogLine(LogLevel Level, string Message, Exception? Fault, IReadOnlyDictionary<string, object?> Scope);

    private sealed class Recorder(LogRecorder owner) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => owner._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var scope = new Dictionary<string, object?>(StringComparer.Ordinal);
            owner._scopes.ForEachScope(
                static (item, found) =>
                {
                    foreach (var (name, value) in item as IEnumerable<KeyValuePair<string, object?>> ?? [])
                    {
                        found[name] = value;
                    }
                },
                scope);
            owner._lines.Enqueue(new LogLine(logLevel, formatter(state, exception), exception, scope));
        }
    }
}
