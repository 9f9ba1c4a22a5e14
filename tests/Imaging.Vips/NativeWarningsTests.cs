using Microsoft.Extensions.Logging.Abstractions;
using Vignette.Pipeline;
using Vignette.Tests;

namespace Vignette.Imaging.Vips.Tests;

[Collection(nameof(VipsCollection))]
public sealed class NativeWarningsTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly RecordingLogger _log = new();
    private readonly VipsThumbnailer _thumbnailer = new(NullLogger<VipsThumbnailer>.Instance);

    [Fact]
    public async Task Warnings_go_to_the_log()
    {
        new NativeWarnings(_log, _time).Take();

        await RenderAsync(File.ReadAllBytes(Photos.Path("bad/script.gif")));

        _log.Messages.ShouldContain(message => message.StartsWith("VIPS: "));
    }

    [Fact]
    public async Task A_flood_of_warnings_becomes_a_few_lines_and_a_count()
    {
        new NativeWarnings(_log, _time).Take();
        var damaged = Enumerable.Repeat(File.ReadAllBytes(Photos.Path("bad/script.gif")), 40).ToList();

        foreach (var gif in damaged)
        {
            await RenderAsync(gif);
        }

        _log.Messages.Count.ShouldBe(NativeWarnings.Limit);
        _time.Advance(TimeSpan.FromSeconds(11));
        await RenderAsync(damaged[0]);
        _log.Messages.Skip(NativeWarnings.Limit).First().ShouldMatch("^[0-9]+ more warnings");
    }

    [Fact]
    public async Task A_log_that_fails_does_no_harm()
    {
        new NativeWarnings(new FailingLogger(), _time).Take();

        await RenderAsync(File.ReadAllBytes(Photos.Path("bad/script.gif")));
    }

    private Task<PermanentFault> RenderAsync(byte[] damaged) =>
        Should.ThrowAsync<PermanentFault>(() => _thumbnailer.RenderAsync(damaged, [], 1_000_000, TestContext.Current.CancellationToken));

    private sealed class FailingLogger : Microsoft.Extensions.Logging.ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(Microsoft.Extensions.Logging.LogLevel logLevel) => true;

        public void Log<TState>(Microsoft.Extensions.Logging.LogLevel logLevel, Microsoft.Extensions.Logging.EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new InvalidOperationException("The log is full.");
    }
}
