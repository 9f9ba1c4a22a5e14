using System.Globalization;
using System.Text.Json;
using Vignette.Tests;
using Vignette.Workflows.Tests.Rig;

namespace Vignette.Workflows.Tests.Scripts;

/// <summary>The scripts that workflows run, as they run them, in a repository of their own and with stand-ins for GitHub, Pulumi and the program.</summary>
public sealed class ScriptTests : IDisposable
{
    private const string Functions = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/functions@sha256:1";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_stack_that_works_is_left_at_the_commit()
    {
        var commit = await CommitAsync();
        await PrepareAsync(new { }, ups: [0], smokes: [0]);
        (await RunAsync("deploy.sh", "dev")).Status.ShouldBe(0);
        Calls().ShouldContain($"[{commit}]");
        Calls().ShouldContain("vignette smoke http://gallery.example");
        Calls().ShouldNotContain("config set");
    }

    [Theory]
    [InlineData(new[] { 0 }, new[] { 14, 0 }, "works.")]
    [InlineData(new[] { 1, 0 }, new[] { 0 }, "works.")]
    [InlineData(new[] { 0 }, new[] { 14 }, "which does not work either")]
    [InlineData(new[] { 1 }, new[] { 0 }, "somebody must look at it now")]
    public async Task What_does_not_work_is_brought_back_to_the_images_that_were_there(int[] ups, int[] smokes, string says)
    {
        var before = await CommitAsync();
        await CommitAsync();
        await PrepareAsync(new { commit = before, functionsImage = Functions, webImage = "web@sha256:2" }, ups, smokes);
        var (status, output) = await RunAsync("deploy.sh", "dev");
        status.ShouldBe(1);
        output.ShouldContain(before);
        output.ShouldContain(says);
        Calls().ShouldContain($"config set functionsImage {Functions} --stack dev");
        Calls().ShouldContain("config set webImage web@sha256:2 --stack dev");
        Calls().ShouldContain($"[{before}]");
    }

    [Fact]
    public async Task Where_nobody_knows_what_was_there_nothing_is_put_back()
    {
        await CommitAsync();
        await PrepareAsync(new { }, ups: [0], smokes: [14]);
        var (status, output) = await RunAsync("deploy.sh", "dev");
        status.ShouldBe(1);
        output.ShouldContain("nothing is put back");
        Calls().ShouldNotContain("config set");
    }

    [Theory]
    [InlineData(0, "", 0)]
    [InlineData(255, "error: no changes were expected but changes were proposed", 2)]
    [InlineData(255, "error: the token has expired", 1)]
    public async Task Drift_is_told_from_not_knowing(int preview, string says, int status)
    {
        await PrepareAsync(new { }, ups: [preview], smokes: [0]);
        await File.WriteAllTextAsync(_folder.File("preview"), $"a ```` b\n{says}\n", TestContext.Current.CancellationToken);
        var file = _folder.File("drift.md");
        (await RunAsync("drift.sh", "dev", file)).Status.ShouldBe(status);
        File.Exists(file).ShouldBe(status == 2);
        if (status == 2)
        {
            (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).ShouldContain("\n`````diff\n");
        }
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    [InlineData("0")]
    [InlineData("7; pulumi destroy")]
    [InlineData("")]
    public async Task Nothing_but_a_pull_requests_stack_is_destroyed(string name)
    {
        await PrepareAsync(new { }, ups: [0], smokes: [0]);
        (await RunAsync("pull-request-stack.sh", "down", name)).Status.ShouldBe(1);
        File.Exists(_folder.File("calls")).ShouldBeFalse();
    }

    [Fact]
    public async Task What_is_old_or_closed_is_swept_and_nothing_else()
    {
        await CommitAsync();
        await PrepareAsync(new { }, ups: [0], smokes: [0]);
        await WriteAsync("stacks.json", """[{"name":"dev","lastUpdate":"2020-01-01T00:00:00Z"},{"name":"pr-7","lastUpdate":"2020-01-01T00:00:00.1Z"},{"name":"pr-8","lastUpdate":"2999-01-01T00:00:00Z"},{"name":"pr-9","lastUpdate":"2999-01-01T00:00:00Z"}]""");
        await WriteAsync("pulls.json", """{"7":"OPEN","8":"CLOSED","9":"OPEN"}""");
        (await RunAsync("pull-request-stack.sh", "sweep", "7")).Status.ShouldBe(0);
        Calls().Split('\n').Where(call => call.StartsWith("pulumi destroy", StringComparison.Ordinal)).Select(call => call.Split(' ')[3]).ShouldBe(["pr-7", "pr-8"]);
    }

    [Fact]
    public async Task A_pull_requests_stack_has_devs_settings_but_what_one_deployment_alone_can_have()
    {
        await CommitAsync();
        await PrepareAsync(new { }, ups: [0], smokes: [0]);
        await WriteAsync("stacks.json", """[{"name":"pr-7","lastUpdate":null}]""");
        await WriteAsync("repository/Pulumi.dev.yaml", "secretsprovider: x\nconfig:\n  # Not this\n  vignette:budget: 60\n  vignette:domain: a.example.com\n  vignette:captions: gemini\n  vignette:geminiApiKey:\n    secure: abc\n");
        (await RunAsync("pull-request-stack.sh", "up", "7")).Status.ShouldBe(0);
        (await File.ReadAllTextAsync(_folder.File("repository/Pulumi.pr-7.yaml"), TestContext.Current.CancellationToken))
            .ShouldBe("secretsprovider: awskms://alias/a?region=b\nencryptedkey: c==\nconfig:\n  vignette:budget: 60\n  vignette:deletionProtection: false\n  vignette:captions: offline\n");
    }

    [Fact]
    public async Task A_pull_request_has_one_comment_whose_sections_are_kept_up_to_date()
    {
        await WriteAsync("first", "first\n");
        await WriteAsync("cloud", "cloud <!-- vignette:plan -->\n");
        await WriteAsync("second", "second\n");
        await WriteAsync("comments/50.json", """{"id":50,"user":{"login":"somebody"},"body":"<!-- vignette:preview -->"}""");
        foreach (var (section, file) in (IEnumerable<(string, string)>)[("plan", "first"), ("cloud", "cloud"), ("plan", "second")])
        {
            var (status, output) = await RunAsync("comment.sh", "7", section, _folder.File(file));
            status.ShouldBe(0, output);
        }

        var ours = Directory.EnumerateFiles(_folder.File("comments")).Where(path => !path.EndsWith("/50.json", StringComparison.Ordinal)).ShouldHaveSingleItem();
        using var comment = JsonDocument.Parse(await File.ReadAllTextAsync(ours, TestContext.Current.CancellationToken));
        comment.RootElement.GetProperty("body").GetString().ShouldBe(
            "second\n<!-- vignette:plan -->\ncloud <!-- other:plan -->\n<!-- vignette:cloud -->\n<!-- vignette:preview -->\n");
    }

    [Fact]
    public async Task Plans_are_taken_as_data_and_what_is_no_plain_file_is_refused()
    {
        Directory.CreateDirectory(_folder.File("repository/infra/plans"));
        await WriteAsync("repository/infra/plans/dev.json", "{}");
        await WriteAsync("repository/infra/plans/dev.md", "x");
        (await RunAsync("plans.sh", await CommitAsync(), _folder.File("out"))).Status.ShouldBe(0);
        Directory.EnumerateFiles(_folder.File("out")).Select(Path.GetFileName).ShouldBe(["dev.json"]);

        File.CreateSymbolicLink(_folder.File("repository/infra/plans/evil.json"), "/etc/passwd");
        var (status, output) = await RunAsync("plans.sh", await CommitAsync(), _folder.File("out"));
        status.ShouldBe(1);
        output.ShouldContain("infra/plans/evil.json is no plain file.");
    }

    [Theory]
    [InlineData("open", "Drift: dev", "gh issue edit 4 ")]
    [InlineData("open", "Drift: new", "gh issue create ")]
    [InlineData("close", "Drift: dev", "gh issue close 4 ")]
    [InlineData("close", "Drift: new", null)]
    public async Task There_is_one_issue_of_a_title(string verb, string title, string? call)
    {
        await WriteAsync("issues.json", """[{"number":4,"title":"Drift: dev"},{"number":5,"title":"Drift: prod"}]""");
        await WriteAsync("text", "text");
        (await RunAsync("issue.sh", verb, title, _folder.File("text"))).Status.ShouldBe(0);
        var calls = Calls().Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..];
        (call is null ? calls.Length == 0 : calls.ShouldHaveSingleItem().StartsWith(call, StringComparison.Ordinal)).ShouldBeTrue();
    }

    private Task WriteAsync(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(name))!);
        return File.WriteAllTextAsync(_folder.File(name), text, TestContext.Current.CancellationToken);
    }

    /// <summary>What the stand-ins answer: one exit code a call, the last for all that follow.</summary>
    private async Task PrepareAsync(object outputs, int[] ups, int[] smokes)
    {
        static string Lines(int[] codes) => string.Concat(codes.Select(code => string.Create(CultureInfo.InvariantCulture, $"{code}\n")));
        await WriteAsync("outputs.json", JsonSerializer.Serialize(outputs));
        await WriteAsync("up", Lines(ups));
        await WriteAsync("smoke", Lines(smokes));
    }

    private string Calls() => File.ReadAllText(_folder.File("calls"));

    private async Task<string> CommitAsync()
    {
        var folder = Directory.CreateDirectory(_folder.File("repository")).FullName;
        var (status, output) = await ShellAsync($"cd '{folder}' && git init -q && git add -A && git -c user.name=a -c user.email=a@example.com commit -q --allow-empty -m x && git rev-parse HEAD");
        status.ShouldBe(0, output);
        return output.Trim();
    }

    private Task<(int Status, string Output)> RunAsync(string script, params string[] arguments)
    {
        var folder = Directory.CreateDirectory(_folder.File("repository")).FullName;
        return ShellAsync($"cd '{folder}' && \"$0\" \"$@\"", [Repository.File($".github/scripts/{script}"), .. arguments]);
    }

    private async Task<(int Status, string Output)> ShellAsync(string command, params string[] arguments)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A Unix shell is needed.");
        await using var process = ProgramProcess.Start("bash", ["-c", command, .. arguments], new Dictionary<string, string?>
        {
            ["FAKES"] = _folder.Path,
            ["PATH"] = $"{Repository.File("tests/Workflows/Scripts/fakes")}:{Environment.GetEnvironmentVariable("PATH")}",
            ["GITHUB_REPOSITORY"] = "owner/name",
            ["GITHUB_STEP_SUMMARY"] = null,
            ["SECRETS_PROVIDER"] = "awskms://alias/a",
            ["VIGNETTE"] = "vignette",
        });
        return (await process.Ended.WaitAsync(TestContext.Current.CancellationToken), process.Output);
    }
}
