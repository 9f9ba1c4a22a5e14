using System.Globalization;
using Spectre.Console;
using Vignette.Cli.Deployments.Transfers;
using Vignette.Tests;

namespace Vignette.Cli.Tests.Deployments.Transfers;

/// <summary>How far a transfer is, told to people and to logs.</summary>
public sealed class TransferProgressTest
{
    private readonly ManualTimeProvider _time = new();

    [Theory]
    [InlineData(1_234_567L, null, null, "1.2 MB")]
    [InlineData(1_234_567L, 5_000_000L, null, "1.2 of 5.0 MB")]
    [InlineData(1_000_000L, 5_000_000L, 500_000.0, "1.0 of 5.0 MB, 0.5 MB/s, 8 s left")]
    [InlineData(0L, 5_000_000_000L, 1_000_000.0, "0.0 of 5,000.0 MB, 1.0 MB/s, 1.4 h left")]
    [InlineData(0L, 500_000_000L, 1_000_000.0, "0.0 of 500.0 MB, 1.0 MB/s, 8 min left")]
    [InlineData(5L, 5L, 2.0, "0.0 of 0.0 MB, 0.0 MB/s")]
    [InlineData(5L, 9L, 0.0, "0.0 of 0.0 MB")]
    public void An_amount_says_what_is_known(long done, long? total, double? rate, string text) => TransferUnit.Megabytes.Describe(done, total, rate).ShouldBe(text);

    [Fact]
    public void Pictures_are_counted_one_by_one() => TransferUnit.Pictures.Describe(1234, 5678, 12.4).ShouldBe("1,234 of 5,678 pictures, 12 pictures/s, 359 s left".Replace("359 s", "6 min", StringComparison.Ordinal));

    [Fact]
    public void A_rate_is_of_the_last_seconds()
    {
        var rate = new TransferRate(_time);
        rate.Note(0).ShouldBeNull();
        for (var second = 1; second <= 60; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            rate.Note(second <= 30 ? second * 100 : 3000);
        }

        rate.Note(3000).ShouldBe(0);
    }

    [Fact]
    public void A_log_has_a_line_now_and_then()
    {
        using var lines = new StringWriter(CultureInfo.InvariantCulture);
        var progress = new TransferProgress(lines, _time);
        for (var second = 0; second < 25; second++)
        {
            progress.Show("Exporting", second * 2_000_000L, null, TransferUnit.Megabytes);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        lines.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).ShouldBe(["Exporting: 20.0 MB, 2.0 MB/s", "Exporting: 40.0 MB, 2.0 MB/s"]);
    }

    [Fact]
    public async Task A_terminal_has_a_bar_with_the_rate()
    {
        using var screen = new StringWriter(CultureInfo.InvariantCulture);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, Interactive = InteractionSupport.Yes, Out = new AnsiConsoleOutput(screen) });
        console.Profile.Width = 120;

        await TransferProgress.RunAsync(console, _time, progress =>
        {
            progress.Show("Importing [x]", 0, 100, TransferUnit.Pictures);
            _time.Advance(TimeSpan.FromSeconds(2));
            progress.Show("Importing [x]", 50, 100, TransferUnit.Pictures);
            progress.Say("a line");
            return Task.FromResult(0);
        });

        screen.ToString().ShouldContain("Importing [x]: 50 of 100 pictures, 25 pictures/s, 2 s left");
        screen.ToString().ShouldContain("a line");
    }
}
