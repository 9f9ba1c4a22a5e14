using System.Text.Json;
using System.Text.RegularExpressions;
using Vignette.Tests;
using Vignette.Workflows.Tests.Rig;

namespace Vignette.Workflows.Tests;

public sealed partial class WorkflowTests
{
    private const string Checkout = "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1";

    [Fact]
    public void Every_workflow_keeps_the_rules() => WorkflowRules.Faults(Repository.Automation).ShouldBeEmpty();

    [Theory]
    [InlineData("ci", Checkout, "actions/checkout@v7", "not pinned")]
    [InlineData("ci", Checkout, "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1", "not pinned")]
    [InlineData("ci", "permissions: {}", "permissions: write-all", "permissions at the top")]
    [InlineData("ci", "permissions: {}", "", "permissions at the top")]
    [InlineData("ci", "contents: read", "contents: write", "has the rights")]
    [InlineData("ci", "    timeout-minutes: 60\n", "", "no timeout")]
    [InlineData("ci", "timeout-minutes: 60", "timeout-minutes: 600", "no timeout")]
    [InlineData("ci", "persist-credentials: false", "fetch-depth: 1", "leaves a token behind")]
    [InlineData("ci", "  pull_request:\n", "  pull_request:\n  issue_comment:\n", "started by")]
    [InlineData("ci", "  group: ci-${{ github.ref }}\n", "", "no concurrency group")]
    [InlineData("ci", "run: .ci/run", "run: echo ${{ github.event.pull_request.title }}", "an expression within a script")]
    [InlineData("ci", "run: .ci/run", "run: .ci/run\n        env:\n          KEY: ${{ secrets.KEY }}", "a secret")]
    [InlineData("preview", "fetch-depth: 0", "ref: ${{ github.event.pull_request.head.sha }}", "something else than the base")]
    [InlineData("preview", "fetch --no-tags", "checkout pr\n          git pull --no-tags", "into the work tree")]
    [InlineData("preview", "statuses: write", "statuses: write\n      id-token: write", "has the rights")]
    [InlineData("deploy-stack", "timeout-minutes: 120\n    environment: ${{ inputs.stack }}\n", "timeout-minutes: 120\n", "deploys without an environment")]
    [InlineData("deploy-stack", "role: deploy", "role: admin", "no such role")]
    [InlineData("preview-cloud", "      id-token: write\n", "", "a token without a cloud")]
    [InlineData("teardown", "pull_request_target:", "pull_request:", "started by")]
    public void A_breach_of_a_rule_is_found(string workflow, string from, string to, string fault)
    {
        var path = $".github/workflows/{workflow}.yml";
        var text = Repository.Automation[path];
        text.ShouldContain(from);
        var files = new Dictionary<string, string>(Repository.Automation) { [path] = text.Replace(from, to, StringComparison.Ordinal) };
        WorkflowRules.Faults(files).ShouldContain(found => found.Contains(fault, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_script_that_a_workflow_names_is_there_and_each_is_named()
    {
        var all = string.Concat(Repository.Automation.Values.Concat(Repository.Scripts.Select(Repository.Read)));
        var named = Script().Matches(all).Select(match => $".github/scripts/{match.Groups["name"].Value}").Distinct().ToArray();
        named.ShouldNotBeEmpty();
        foreach (var script in named.Append(".ci/run"))
        {
            File.Exists(Repository.File(script)).ShouldBeTrue(script);
            if (!OperatingSystem.IsWindows())
            {
                File.GetUnixFileMode(Repository.File(script)).HasFlag(UnixFileMode.UserExecute).ShouldBeTrue(script);
            }
        }

        Repository.Scripts.ShouldBe(named, ignoreOrder: true);
    }

    [Fact]
    public async Task Every_command_of_the_program_that_a_script_gives_is_one()
    {
        var calls = Repository.Scripts.SelectMany(script => Call().Matches(Repository.Read(script)).Select(match => match.Groups["call"].Value)).Distinct().ToArray();
        calls.Length.ShouldBeGreaterThanOrEqualTo(2);
        foreach (var call in calls)
        {
            var words = call.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var command = words.TakeWhile(word => word.All(char.IsLower)).ToArray();
            var (exitCode, help) = await VignetteProcess.RunAsync([.. command, "--help"], cancellationToken: TestContext.Current.CancellationToken);
            exitCode.ShouldBe(0, help);
            help.ShouldContain($"vignette {string.Join(' ', command)} ");
            foreach (var option in words.Where(word => word.StartsWith("--", StringComparison.Ordinal)))
            {
                help.ShouldContain(option);
            }
        }
    }

    [Fact]
    public void What_a_merge_requires_is_what_the_workflows_report()
    {
        using var ruleset = JsonDocument.Parse(Repository.Read(".github/ruleset.json"));
        var required = ruleset.RootElement.GetProperty("rules").EnumerateArray().Single(rule => rule.GetProperty("type").GetString() == "required_status_checks")
            .GetProperty("parameters").GetProperty("required_status_checks").EnumerateArray().Select(check => check.GetProperty("context").GetString()!).ToArray();
        required.ShouldBe(["plan", "test"], ignoreOrder: true);

        // A job that is skipped counts as one that is green: this one never is.
        var ci = Yaml.Parse(Repository.Automation[".github/workflows/ci.yml"]);
        ci.At("on", "pull_request", "paths").ShouldBeNull();
        ci.At("jobs", "test", "if").ShouldBeNull();
        ci.At("jobs", "test", "steps").Items().Select(step => step.At("run").Text()).ShouldContain(".ci/run");

        var steps = Yaml.Parse(Repository.Automation[".github/workflows/preview.yml"]).At("jobs", "comment", "steps").Items().ToArray();
        var states = steps.Select(step => (Run: step.At("run").Text() ?? "", If: step.At("if").Text())).Where(step => step.Run.Contains("context=plan", StringComparison.Ordinal)).ToArray();
        states.Select(step => (step.Run.Split("state=")[1].Split(' ')[0], step.If)).ShouldBe([("pending", null), ("success", null), ("failure", "failure()")]);

        // Green only once the comment is written.
        var order = steps.Select(step => step.At("run").Text() ?? "").ToList();
        order.FindIndex(run => run.Contains("comment.sh", StringComparison.Ordinal)).ShouldBeLessThan(order.FindIndex(run => run.Contains("state=success", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_roles_and_the_state_that_workflows_name_are_those_that_the_template_makes()
    {
        var action = Repository.Automation[".github/actions/cloud/action.yml"];
        var template = Repository.Read("infra/bootstrap/account.yaml");
        action.ShouldContain("role/github-vignette-${{ inputs.environment }}-${{ inputs.role }}");
        template.ShouldContain("RoleName: !Sub github-vignette-${Environment}-deploy");
        template.ShouldContain("RoleName: !Sub github-vignette-${Environment}-preview");
        action.ShouldContain("s3://vignette-state-$ENVIRONMENT-$ACCOUNT");
        template.ShouldContain("BucketName: !Sub vignette-state-${Environment}-${AWS::AccountId}");
        action.ShouldContain("awskms://alias/vignette-state-$ENVIRONMENT");
        template.ShouldContain("AliasName: !Sub alias/vignette-state-${Environment}");
    }

    [Fact]
    public void The_version_of_Pulumi_is_the_one_that_plans_are_checked_against() =>
        Repository.Automation[".github/actions/cloud/action.yml"].ShouldContain(
            $"pulumi-version: {Repository.Read("tests/Planning/Typings/packages.txt").Split('\n').Single(line => line.StartsWith("@pulumi/pulumi ", StringComparison.Ordinal)).Split(' ')[1]}\n");

    [GeneratedRegex(@"(\.github/scripts|\$scripts)/(?<name>[a-z-]+\.sh)")]
    private static partial Regex Script();

    [GeneratedRegex("""\$\{vignette\[@\]\}" (?<call>[^|>\n]*)""")]
    private static partial Regex Call();
}
