using System.Diagnostics;
using System.Globalization;
using Vignette.Cli.Doctor;
using Vignette.Tests;

namespace Vignette.Cli.Tests.Doctor;

public sealed class ToolboxTests : IDisposable
{
    private readonly FakeTools _tools = new();

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public void Dispose() => _tools.Dispose();

    [Fact]
    public async Task A_tool_is_run_where_it_should_be_and_asked_nothing()
    {
        _tools.With("tool", "pwd; echo \"$1 $2\" >&2; read answer || echo no answer; exit 3");
        var run = (await RunAsync())!;
        run.ExitCode.ShouldBe(3);
        run.Output.ShouldEndWith($"{Path.GetFileName(_tools.Path)}\nno answer\n");
        run.Error.ShouldBe("one two\n");
        (run.Succeeded, run.Complaint).ShouldBe((false, "one two"));
    }

    [Fact]
    public async Task A_tool_that_is_missing_is_no_fault() => (await RunAsync()).ShouldBeNull();

    [Fact]
    public async Task A_tool_that_cannot_be_run_says_why()
    {
        File.WriteAllText(Path.Combine(_tools.Path, "tool"), "no program");
        var run = (await RunAsync())!;
        run.Succeeded.ShouldBeFalse();
        run.Complaint.ShouldContain("ermission denied");
    }

    [Fact]
    public async Task A_tool_that_hangs_ends_with_the_patience_and_so_does_what_it_started()
    {
        _tools.With("tool", "/bin/sleep 600 & echo $! >child; : >started; wait");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(CancellationToken);
        var running = _tools.Box.RunAsync("tool", [], patience.Token);
        await Eventually.BeAsync(() => Task.FromResult(File.Exists(Path.Combine(_tools.Path, "started"))));
        await patience.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(running);
        var child = File.ReadAllText(Path.Combine(_tools.Path, "child")).Trim();
        await Eventually.BeAsync(() => Task.FromResult(!IsRunning(child)));
    }

    [Fact]
    public async Task Of_what_a_tool_prints_without_end_only_so_much_is_kept()
    {
        _tools.With("tool", "/usr/bin/head -c 3000000 /dev/zero");
        (await RunAsync())!.Output.Length.ShouldBe(1 << 20);
    }

    [Theory]
    [InlineData("\n\n  an\u001b[31m error\u0007 \nmore", "an error")]
    [InlineData("", "it printed nothing")]
    public void Of_what_a_tool_says_a_line_is_shown(string text, string line) => ToolText.Line(text).ShouldBe(line);

    [Fact]
    public void A_line_is_bearable() => ToolText.Line(new string('a', 5000)).Length.ShouldBe(201);

    [Theory]
    [InlineData("v3.220.1\n", "3.220.1")]
    [InlineData("aws-cli/2.27.49 Python/3.13.4 Linux/6.1", "2.27.49")]
    [InlineData("10.0.104", "10.0.104")]
    [InlineData("3.100.0-dev.7+abc", "3.100.0")]
    [InlineData("garbage", null)]
    [InlineData("99999999999.1", null)]
    [InlineData("", null)]
    public void A_version_is_found_in_what_a_tool_says(string text, string? version) => (ToolText.Version(text)?.ToString()).ShouldBe(version);

    private static bool IsRunning(string id)
    {
        try
        {
            using var process = Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture));
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private Task<ToolRun?> RunAsync() => _tools.Box.RunAsync("tool", ["one", "two"], CancellationToken);
}
