using Vignette.Planning;
using Vignette.Tests;

namespace Vignette.Cli.Tests;

/// <summary>
/// <c>./dev plan --diff</c> in a repository of its own. A stand-in for <c>dotnet</c> builds nothing, and runs the program that
/// lies beside the tests.
/// </summary>
public sealed class DevPlanDiffTest : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_compares_with_the_last_commit_or_another_one()
    {
        await PrepareAsync();
        WritePlan("dev", 1);
        await CommitAsync();
        WritePlan("dev", 2);
        await CommitAsync();
        (await RunAsync()).ShouldBe((0, "dev: nothing changes"));
        (await RunAsync("HEAD~1")).ShouldBe((0, "dev: 1 changed"));
        WritePlan("dev", 3);
        (await RunAsync()).ShouldBe((0, "dev: 1 changed"));
        (await RunAsync("--exit-code")).ShouldBe((2, "dev: 1 changed"));
        (await RunAsync("HEAD~1", "--markdown", "--exit-code")).ShouldBe((2, "### Plan `dev`: 1 changed"));
    }

    [Fact]
    public async Task It_compares_with_where_the_branch_began()
    {
        await PrepareAsync();
        WritePlan("dev", 1);
        await CommitAsync();
        await GitAsync("checkout -q -b branch");
        await GitAsync("checkout -q main");
        WritePlan("dev", 2);
        await CommitAsync();
        await GitAsync("checkout -q branch");
        (await RunAsync("main")).ShouldBe((0, "dev: 1 changed"));
        (await RunAsync("main...")).ShouldBe((0, "dev: nothing changes"));
    }

    [Fact]
    public async Task A_stack_that_the_commit_does_not_have_is_new_and_one_that_is_gone_is_removed()
    {
        await PrepareAsync();
        await CommitAsync();
        WritePlan("dev", 1);
        (await RunAsync()).ShouldBe((0, "dev: 1 added"));
        await CommitAsync();
        File.Delete(_folder.File("infra/plans/dev.json"));
        WritePlan("prod", 1);
        (await RunAsync()).ShouldBe((0, "dev: 1 removed; prod: 1 added"));
    }

    [Theory]
    [InlineData("nowhere", "There is no commit nowhere.")]
    [InlineData("nowhere...", "No commit is in the history of both nowhere and this branch.")]
    public async Task A_commit_that_is_not_there_is_named(string commit, string message)
    {
        await PrepareAsync();
        WritePlan("dev", 1);
        await CommitAsync();
        var (exitCode, output) = await DevAsync(commit);
        exitCode.ShouldBe(1);
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1].ShouldBe(message);
    }

    private async Task PrepareAsync()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A Unix shell is needed.");
        Directory.CreateDirectory(_folder.File("infra/plans"));
        Directory.CreateDirectory(_folder.File("bin"));
        File.Copy(Path.Combine(PlanFolder.Above(AppContext.BaseDirectory).Root, "dev"), _folder.File("dev"));
        await File.WriteAllTextAsync(
            _folder.File("bin/dotnet"),
            $"""
            #!/bin/sh
            case $1 in
              */vignette.dll) shift; PATH=${"{"}PATH#*:{"}"} exec dotnet '{Path.Combine(AppContext.BaseDirectory, "vignette.dll")}' "$@" ;;
            esac
            """,
            TestContext.Current.CancellationToken);
        await ShellAsync("chmod +x bin/dotnet && git init -q -b main");
    }

    private void WritePlan(string stack, int delay) => File.WriteAllText(
        _folder.File($"infra/plans/{stack}.json"),
        $$"""{ "format": 1, "stack": "{{stack}}", "resources": [ { "type": "aws:sqs/queue:Queue", "name": "queue", "inputs": { "delaySeconds": {{delay}} } } ], "outputs": {}, "sources": {} }""");

    private Task CommitAsync() => GitAsync("add -A && git -c user.name=a -c user.email=a@example.com commit -q --allow-empty -m x");

    private Task GitAsync(string command) => ShellAsync($"git {command}");

    private async Task ShellAsync(string command)
    {
        var (exitCode, output) = await BashAsync(command);
        exitCode.ShouldBe(0, output);
    }

    /// <summary>The exit code and the first line.</summary>
    private async Task<(int ExitCode, string Line)> RunAsync(params string[] arguments)
    {
        var (exitCode, output) = await DevAsync(arguments);
        return (exitCode, output.Split('\n')[0]);
    }

    private Task<(int ExitCode, string Output)> DevAsync(params string[] arguments) => BashAsync("PATH=$PWD/bin:$PATH ./dev plan --diff \"$@\"", ["dev", .. arguments]);

    private async Task<(int ExitCode, string Output)> BashAsync(string command, params string[] arguments)
    {
        await using var process = ProgramProcess.Start("bash", ["-c", $"cd '{_folder.Path}' && {command}", .. arguments]);
        return (await process.Ended.WaitAsync(TestContext.Current.CancellationToken), process.Output);
    }
}
