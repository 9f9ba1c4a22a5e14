using System.Text.Json;
using Vignette.Tests;

namespace Vignette.Cli.Tests;

/// <summary><c>vignette plan diff</c> as a person or a workflow starts it.</summary>
public sealed class PlanDiffCommandTest : IDisposable
{
    private const string Queue = """{ "type": "aws:sqs/queue:Queue", "name": "queue", "inputs": { "delaySeconds": 1 } }""";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Queue, 0)]
    [InlineData("""{ "type": "aws:sqs/queue:Queue", "name": "queue", "inputs": { "delaySeconds": 2 } }""", 2)]
    [InlineData("""{ "type": "aws:sqs/queue:Queue", "name": "queue", "inputs": { "delaySeconds": 1, "fifoQueue": true } }""", 3)]
    public async Task Its_exit_code_says_whether_they_differ_where_that_is_asked(string resource, int exitCode)
    {
        var (before, after) = (Write("before.json", Plan(Queue)), Write("after.json", Plan(resource)));
        (await RunAsync(before, after, "--exit-code")).ExitCode.ShouldBe(exitCode);
        (await RunAsync(before, after)).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task It_writes_for_people_pull_requests_and_programs()
    {
        var (before, after) = (Write("before.json", Plan(Queue)), Write("after.json", Plan(Queue.Replace("1", "2", StringComparison.Ordinal))));
        var terminal = (await RunAsync(before, after)).Output;
        terminal.ShouldStartWith("dev: 1 changed");
        terminal.ShouldContain("    + delaySeconds: 2");
        terminal.ShouldNotContain("\u001b");
        (await RunAsync(before, after, "--markdown")).Output.ShouldStartWith("### Plan `dev`: 1 changed");
        var json = JsonElement.Parse((await RunAsync(before, after, "--json")).Output);
        json.GetProperty("differs").GetBoolean().ShouldBeTrue();
        json.GetProperty("stacks")[0].GetProperty("resources")[0].GetProperty("inputs")[0].GetProperty("after").GetInt32().ShouldBe(2);
    }

    [Theory]
    [InlineData("""{ "format": 9 }""", "format 9")]
    [InlineData("""{ "stack": "dev", """, "This is not a plan")]
    [InlineData("not JSON", "This is not a plan")]
    [InlineData("""{ "stack": "dev", "resources": [ { "type": "aws:iam/role:Role", "name": "r", "inputs": { "assumeRolePolicy": 5, "managedPolicyArns": 5 } } ], "outputs": {}, "sources": {} }""", "managedPolicyArns")]
    public async Task A_file_that_is_no_plan_is_named(string text, string message)
    {
        var (exitCode, output) = await RunAsync("-", Write("bad.json", text));
        exitCode.ShouldBe(1);
        output.ShouldContain(message);
        output.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task What_is_not_there_or_cannot_be_meant_is_said()
    {
        var plan = Write("plan.json", Plan(Queue));
        foreach (var (arguments, message) in ((string[] Arguments, string Message)[])
            [
                (["nowhere.json", plan], "nowhere.json"),
                ([plan, plan, "--markdown", "--json"], "Of --markdown and --json only one can be."),
                ([plan, plan, "--markdown", "--limit", "10"], "--limit must be 32768 to 65536."),
                ([plan], "Required argument"),
            ])
        {
            var (exitCode, output) = await RunAsync(arguments);
            exitCode.ShouldBe(1, output);
            output.ShouldContain(message);
            output.ShouldNotContain("   at ");
        }
    }

    private static string Plan(string resource) => $$"""{ "format": 1, "stack": "dev", "resources": [ {{resource}} ], "outputs": {}, "sources": {} }""";

    private static Task<(int ExitCode, string Output)> RunAsync(params string[] arguments) =>
        VignetteProcess.RunAsync(["plan", "diff", .. arguments], cancellationToken: TestContext.Current.CancellationToken);

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.Path, name);
        File.WriteAllText(path, text);
        return path;
    }
}
