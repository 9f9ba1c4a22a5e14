using System.Text.RegularExpressions;
using Vignette.Planning.Tests.Differences;
using Vignette.Tests;

namespace Vignette.Cli.Tests;

/// <summary>What <c>vignette plan diff</c> says at a terminal, and in a file or a pipe.</summary>
public sealed partial class PlanDiffTerminalTest
{
    private const string Pair = "database-doubled";

    /// <summary>Of util-linux; other systems' takes other arguments.</summary>
    private const string Script = "/usr/bin/script";

    public static TheoryData<string> Names => [.. PlanPair.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task In_a_pipe_it_is_plain_text(string name)
    {
        var (exitCode, output) = await VignetteProcess.RunAsync(["plan", "diff", PlanPair.PathOf(name, "before"), PlanPair.PathOf(name, "after")], cancellationToken: TestContext.Current.CancellationToken);
        exitCode.ShouldBe(0, output);
        Golden.ShouldBe($"Pairs/{name}/expected.txt", output);
    }

    [Fact]
    public async Task At_a_terminal_it_is_the_same_in_colours()
    {
        var output = await AtTerminalAsync(noColor: null);
        Escapes().Replace(output, "").ShouldBe(await ExpectedAsync());
        foreach (var (words, codes) in ((string, string)[])[("⚠ Outage", "1;"), ("    - instanceClass: db.t4g.medium", ""), ("    + instanceClass: db.t4g.large", "")])
        {
            Regex.IsMatch(output, $@"\e\[{codes}[0-9;]+m{Regex.Escape(words)}").ShouldBeTrue($"{words} has no colour in {output}");
        }
    }

    [Fact]
    public async Task At_a_terminal_of_somebody_who_wants_no_colours_it_has_none()
    {
        var output = await AtTerminalAsync(noColor: "1");
        Colours().IsMatch(output).ShouldBeFalse(output);
        // .NET itself tells the terminal what its keys should send.
        Escapes().Replace(output, "").ShouldBe(await ExpectedAsync());
    }

    private static Task<string> ExpectedAsync() =>
        File.ReadAllTextAsync(Path.Combine(Golden.Folder, "Pairs", Pair, "expected.txt"), TestContext.Current.CancellationToken);

    private static async Task<string> AtTerminalAsync(string? noColor)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists(Script), "A pseudo terminal by util-linux' script is needed.");
        var command = string.Join(' ', ((string[])["dotnet", Path.Combine(AppContext.BaseDirectory, "vignette.dll"), "plan", "diff", PlanPair.PathOf(Pair, "before"), PlanPair.PathOf(Pair, "after")]).Select(part => $"'{part}'"));
        await using var process = ProgramProcess.Start(Script, ["--quiet", "--return", "--command", command, "/dev/null"], new Dictionary<string, string?>
        {
            ["SHELL"] = "/bin/sh",
            ["TERM"] = "xterm-256color",
            ["NO_COLOR"] = noColor,
        });
        (await process.Ended.WaitAsync(TestContext.Current.CancellationToken)).ShouldBe(0, process.Output);
        return process.Output;
    }

    [GeneratedRegex(@"\e\[[0-9;]*m")]
    private static partial Regex Colours();

    [GeneratedRegex(@"\e\[[0-9;?]*[A-Za-z]|\e[=>]")]
    private static partial Regex Escapes();
}
