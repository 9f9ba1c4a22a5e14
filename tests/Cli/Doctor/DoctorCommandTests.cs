using System.Text.Json;
using Vignette.Cli.Commands;
using Vignette.Planning;
using Vignette.Tests;

namespace Vignette.Cli.Tests.Doctor;

/// <summary><c>vignette doctor</c> as a person calls it, on machines that are well and that are not.</summary>
public sealed class DoctorCommandTests : IDisposable
{
    private static readonly string Repository = PlanFolder.Above(AppContext.BaseDirectory).Root;

    private readonly FakeTools _tools = new();
    private readonly TemporaryFolder _repository = new();

    public DoctorCommandTests()
    {
        Directory.CreateDirectory(_repository.File("infra/plans"));
        File.Copy(Path.Combine(Repository, "infra/plans/dev.json"), _repository.File("infra/plans/dev.json"));
        File.WriteAllText(_repository.File("Pulumi.mine.yaml"), "config:\n  vignette:environment: dev\n  vignette:region: eu-central-1\n  vignette:alarmEmail: me@here.org\n  vignette:captions: offline\n");
    }

    public void Dispose()
    {
        _tools.Dispose();
        _repository.Dispose();
    }

    [Fact]
    public async Task Where_all_is_well_every_line_is_ok()
    {
        _tools.Healthy();
        var (exitCode, output) = await RunAsync("doctor", "mine");
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(15, output);
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldAllBe(line => line.StartsWith("ok       ", StringComparison.Ordinal), output);
        exitCode.ShouldBe(ExitCodes.Success);
    }

    [Fact]
    public async Task Where_nothing_is_there_all_of_it_is_a_finding_and_no_stack_trace()
    {
        var (exitCode, output) = await RunAsync("doctor", "mine");
        exitCode.ShouldBe(ExitCodes.MustBeMended);
        output.ShouldContain("problem  Pulumi CLI: There is no pulumi in the PATH. Install it: https://");
        output.ShouldContain("problem  AWS CLI: There is no aws in the PATH. Install it: https://");
        output.ShouldContain("problem  Docker engine: There is no docker in the PATH. Install it: https://");
        output.ShouldContain("skipped  Quotas: ");
        output.ShouldNotContain("   at ");
        output.ShouldNotContain("Exception");
    }

    [Fact]
    public async Task For_machines_it_is_json()
    {
        _tools.Healthy().Aws(concurrency: 10).With("docker", "/bin/sleep 600");
        var (exitCode, output) = await RunAsync("doctor", "mine", "--json", "--timeout", "10");
        exitCode.ShouldBe(ExitCodes.MustBeMended);
        var answer = JsonElement.Parse(output);
        (answer.GetProperty("target").GetString(), answer.GetProperty("outcome").GetString()).ShouldBe(("mine", "problem"));
        var problems = answer.GetProperty("checks").EnumerateArray().Where(check => check.GetProperty("outcome").GetString() == "problem").ToDictionary(check => check.GetProperty("check").GetString()!, check => check.GetProperty("message").GetString()!);
        problems.Keys.ShouldBe(["Docker engine", "Quota: functions at once"]);
        problems["Docker engine"].ShouldBe("No answer within 10 seconds.");
    }

    [Fact]
    public async Task A_stack_without_a_plan_has_nothing_to_compare_quotas_to()
    {
        _tools.Healthy();
        File.WriteAllText(_repository.File("Pulumi.other.yaml"), "config:\n  vignette:region: eu-central-1\n");
        var (exitCode, output) = await RunAsync("doctor", "other");
        output.ShouldContain("warning  Quotas: There is no plan of other to compare them to. Make one: ./dev plan other");
        exitCode.ShouldBe(ExitCodes.Success, output);
    }

    [Fact]
    public async Task A_damaged_plan_is_a_problem()
    {
        _tools.Healthy();
        File.WriteAllText(_repository.File("infra/plans/dev.json"), "{");
        var (exitCode, output) = await RunAsync("doctor", "mine");
        output.ShouldContain("problem  Quotas: ");
        exitCode.ShouldBe(ExitCodes.MustBeMended);
    }

    [Fact]
    public async Task A_stack_that_is_not_there_is_a_failure()
    {
        var (exitCode, output) = await RunAsync("doctor", "yours");
        output.Trim().ShouldBe($"There is no Pulumi.yours.yaml in {_repository.Path}. What can be looked at: local, mine.");
        exitCode.ShouldBe(ExitCodes.Failure);
    }

    [Fact]
    public async Task This_machine_is_looked_at_by_itself()
    {
        _tools.Healthy();
        var (exitCode, output) = await RunAsync("doctor", "--port", "0", "--data", _repository.File("data"));
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line[9..line.IndexOf(':', StringComparison.Ordinal)]).ShouldBe([".NET SDK", "libvips", "Port", "Data folder", "Caption model"]);
        exitCode.ShouldBe(ExitCodes.Success, output);
    }

    [Theory]
    [InlineData("--timeout", "0", "--timeout must be 1 to 3600.")]
    [InlineData("--port", "70000", "--port must be 0 to 65535.")]
    [InlineData("--repository", "/nowhere/at/all", "There is no folder /nowhere/at/all.")]
    public async Task What_cannot_be_is_refused(string option, string value, string message)
    {
        var (exitCode, output) = await VignetteProcess.RunAsync(["doctor", option, value], cancellationToken: TestContext.Current.CancellationToken);
        output.ShouldContain(message);
        exitCode.ShouldBe(ExitCodes.Failure);
    }

    private Task<(int ExitCode, string Output)> RunAsync(params string[] arguments) => VignetteProcess.RunAsync(
        [.. arguments, "--repository", _repository.Path],
        new Dictionary<string, string?> { ["PATH"] = _tools.Path, ["AWS_REGION"] = "eu-central-1", ["GEMINI_API_KEY"] = null, ["CAPTION_ENDPOINT"] = null },
        cancellationToken: TestContext.Current.CancellationToken);
}
