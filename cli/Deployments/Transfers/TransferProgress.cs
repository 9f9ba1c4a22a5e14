using Spectre.Console;

namespace Vignette.Cli.Deployments.Transfers;

/// <summary>How far a transfer is, on standard error: a bar with its rate where that is a terminal, elsewhere a line now and then, so that logs stay readable.</summary>
internal sealed class TransferProgress
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly TextWriter _lines;
    private readonly TimeProvider _time;
    private readonly IAnsiConsole? _console;
    private readonly ProgressTask? _bar;
    private TransferRate _rate;
    private string? _what;
    private long _shown;

    /// <param name="lines">Where lines go that have no bar.</param>
    public TransferProgress(TextWriter lines, TimeProvider time, IAnsiConsole? console = null, ProgressTask? bar = null)
    {
        (_lines, _time, _console, _bar) = (lines, time, console, bar);
        _rate = new TransferRate(time);
        _shown = time.GetTimestamp();
    }

    public static async Task<T> RunAsync<T>(TimeProvider time, Func<TransferProgress, Task<T>> work)
    {
        if (Console.IsErrorRedirected)
        {
            return await work(new TransferProgress(Console.Error, time));
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await RunAsync(console, time, work);
    }

    public static Task<T> RunAsync<T>(IAnsiConsole console, TimeProvider time, Func<TransferProgress, Task<T>> work) =>
        console.Progress()
            .AutoClear(true)
            .Columns(new SpinnerColumn(), new ProgressBarColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .StartAsync(context => work(new TransferProgress(Console.Error, time, console, context.AddTask("…", maxValue: 1))));

    /// <summary>Shows it. May be told by several at once.</summary>
    /// <param name="what">What is going on; another than before begins a rate of its own.</param>
    /// <param name="total">Null where nobody knows.</param>
    public void Show(string what, long done, long? total, TransferUnit unit)
    {
        lock (_gate)
        {
            ShowNow(what, done, total, unit);
        }
    }

    /// <summary>A line that is not overwritten: to standard error, above the bar where there is one.</summary>
    public void Say(string line) => Print(line, _lines);

    /// <summary>A line of the result, to standard output; above the bar where both are one terminal.</summary>
    public void Print(string line) => Print(line, Console.IsOutputRedirected ? Console.Out : null);

    private void ShowNow(string what, long done, long? total, TransferUnit unit)
    {
        if (_what != what)
        {
            (_what, _rate) = (what, new TransferRate(_time));
        }

        var rate = _rate.Note(done);
        if (_bar is null && _time.GetElapsedTime(_shown) < Pause)
        {
            return;
        }

        var text = $"{what}: {unit.Describe(done, total, rate)}";
        if (_bar is null)
        {
            _lines.WriteLine(text);
            _shown = _time.GetTimestamp();
        }
        else
        {
            var share = total > 0 ? (double)done / total : null;
            (_bar.IsIndeterminate, _bar.Value, _bar.Description) = (share is null, share ?? 0, Markup.Escape(text));
        }
    }

    private void Print(string line, TextWriter? elsewhere)
    {
        if (_console is null || (elsewhere is not null && elsewhere != _lines))
        {
            (elsewhere ?? Console.Out).WriteLine(line);
        }
        else
        {
            _console.Write(new Text(line + "\n"));
        }
    }
}
