using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Vignette.Tests;

/// <summary>A log that a test can read.</summary>
public sealed class RecordingLogger : ILogger
{
    private readonly ConcurrentQueue<string> _messages = [];

    /// <summary>What was logged so far, oldest first.</summary>
    public IReadOnlyCollection<string> Messages => _messages;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        _messages.Enqueue(formatter(state, exception));
    }
}
