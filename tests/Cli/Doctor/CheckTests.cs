using Vignette.Cli.Doctor;
using Vignette.Cli.Doctor.Checks;
using Vignette.Planning.Quotas;

namespace Vignette.Cli.Tests.Doctor;

/// <summary>Each check of a tool, on a machine where the tool is well, missing, broken, old or babbling.</summary>
public sealed class CheckTests : IDisposable
{
    private static readonly QuotaNeeds Needs = new(Networks: 1, Addresses: 2, GatewaysInAZone: 1, HostProcessors: 12, Databases: 1, LoadBalancers: 0, ConcurrentExecutions: 57);

    private readonly FakeTools _tools = new();

    public void Dispose() => _tools.Dispose();

    [Fact]
    public async Task The_sdk_is_what_global_json_asks_for()
    {
        _tools.Saying("dotnet", "10.0.104");
        (await LookAsync(new DotnetCheck(_tools.Box))).ShouldBe("ok       .NET SDK: 10.0.104, which suits global.json.");
    }

    [Fact]
    public async Task An_sdk_that_does_not_suit_is_named_with_those_that_are_there()
    {
        _tools.With("dotnet", "case $1 in --version) echo 'A compatible .NET SDK was not found.' >&2; exit 145;; *) echo '8.0.100 [/usr/share/dotnet/sdk]'; echo '9.0.306 [/usr/share/dotnet/sdk]';; esac");
        (await LookAsync(new DotnetCheck(_tools.Box))).ShouldBe(
            "problem  .NET SDK: None of those that are here suits global.json; here are: 8.0.100, 9.0.306. Install the SDK of .NET that global.json names: https://dotnet.microsoft.com/download");
    }

    [Theory]
    [InlineData(null, "problem  .NET SDK: There is no dotnet in the PATH. ")]
    [InlineData("echo hello", "problem  .NET SDK: dotnet --version says no version: hello. ")]
    [InlineData("exit 1", "problem  .NET SDK: None of those that are here suits global.json; here are: none. ")]
    public async Task An_sdk_that_does_not_work_is_a_finding(string? script, string start) => (await LookAsync(new DotnetCheck(With("dotnet", script)))).ShouldStartWith(start);

    [Theory]
    [InlineData("echo v3.220.1", "ok       Tool: 3.220.1.")]
    [InlineData("echo v2.9.0", "problem  Tool: 2.9.0 is older than 3.0, which is needed since of a reason. Install it.")]
    [InlineData("echo what?", "problem  Tool: tool version says no version: what?. Install it.")]
    [InlineData("echo 3.220.1; exit 7", "problem  Tool: tool version failed: 3.220.1. Install it.")]
    [InlineData("echo broken >&2; exit 7", "problem  Tool: tool version failed: broken. Install it.")]
    [InlineData("exit 7", "problem  Tool: tool version failed: it printed nothing. Install it.")]
    [InlineData(null, "problem  Tool: There is no tool in the PATH. Install it.")]
    public async Task A_version_is_looked_at(string? script, string finding) => (await LookAsync(new VersionCheck(
        "Tool", "tool", ["version"], new Version(3, 0), "of a reason", Outcome.Problem, "Install it.", With("tool", script)))).ShouldBe(finding);

    [Theory]
    [InlineData("echo '{\"Version\":\"28.2.2\"}'", "ok       Docker engine: 28.2.2.")]
    [InlineData("echo '{\"Version\":\"20.10.24\"}'", "warning  Docker engine: 20.10.24 is older than 23.0, ")]
    [InlineData("echo null", "problem  Docker engine: What answers is none: null. ")]
    [InlineData("echo '{\"Version\":3}'", "problem  Docker engine: What answers is none: ")]
    [InlineData("echo podman", "problem  Docker engine: What answers is none: podman. ")]
    [InlineData("echo null; echo 'Cannot connect to the Docker daemon' >&2; exit 1", "problem  Docker engine: None answers: Cannot connect to the Docker daemon. Start it, ")]
    [InlineData(null, "problem  Docker engine: There is no docker in the PATH. ")]
    public async Task An_engine_must_answer(string? script, string start) => (await LookAsync(new DockerCheck(With("docker", script)))).ShouldStartWith(start);

    [Theory]
    [InlineData("echo me", "ok       Pulumi backend: Signed in as me.")]
    [InlineData("echo 'error: PULUMI_ACCESS_TOKEN must be set' >&2; exit 255", "problem  Pulumi backend: Not signed in: error: PULUMI_ACCESS_TOKEN must be set. pulumi login ")]
    [InlineData(null, "skipped  Pulumi backend: There is no Pulumi.")]
    public async Task Pulumi_must_be_signed_in(string? script, string start) => (await LookAsync(new BackendCheck(With("pulumi", script)))).ShouldStartWith(start);

    [Theory]
    [InlineData("""echo '{"Account":"123456789012","Arn":"arn:aws:iam::123456789012:user/me"}'""", "ok       AWS account: 123456789012, as arn:aws:iam::123456789012:user/me.")]
    [InlineData("""echo '{"Account":"123456789012","Arn":"arn:aws:iam::123456789012:root"}'""", "warning  AWS account: 123456789012, as its root user. ")]
    [InlineData("echo '{}'", "problem  AWS account: The AWS CLI does not say who it acts as. ")]
    [InlineData("echo '[]'", "problem  AWS account: The AWS CLI does not say who it acts as. ")]
    [InlineData("echo garbage", "problem  AWS account: Nobody is signed in: the AWS CLI printed what is no JSON: garbage. ")]
    [InlineData("echo; echo 'Unable to locate credentials.' >&2; exit 253", "problem  AWS account: Nobody is signed in: Unable to locate credentials. Sign in ")]
    [InlineData(null, "problem  AWS account: Nobody is signed in: the AWS CLI is not there. ")]
    public async Task Somebody_must_be_signed_in(string? script, string start) => (await LookAsync(new CredentialsCheck(new AwsCli(With("aws", script), "eu-central-1")))).ShouldStartWith(start);

    [Theory]
    [InlineData("eu-central-1", null, "exit 9", "ok       AWS region: eu-central-1, as the stack's.")]
    [InlineData("us-east-1", "eu-central-1", "exit 9", "warning  AWS region: The stack deploys to eu-central-1; commands that name no region go to us-east-1. export AWS_REGION=eu-central-1")]
    [InlineData(null, "eu-central-1", "exit 9", "ok       AWS region: eu-central-1, as the stack's.")]
    [InlineData(null, null, "echo eu-central-1", "ok       AWS region: eu-central-1, as the stack's.")]
    [InlineData(null, null, "exit 1", "warning  AWS region: The stack deploys to eu-central-1; commands that name no region go nowhere. export AWS_REGION=eu-central-1")]
    [InlineData(null, null, null, "skipped  AWS region: There is no AWS CLI.")]
    public async Task Commands_should_go_where_the_stack_does(string? region, string? defaultRegion, string? script, string finding) => (await LookAsync(new RegionCheck(
        "eu-central-1", name => name == "AWS_REGION" ? region : defaultRegion, With("aws", script)))).ShouldBe(finding);

    [Theory]
    [InlineData(100, 0, "ok       Quota: Elastic IP addresses: The plan needs 2, 100 are allowed, 0 are there.")]
    [InlineData(5, 4, "warning  Quota: Elastic IP addresses: The plan needs 2, 5 are allowed and 4 are there, unless those are this stack's. Ask for more: aws service-quotas request-service-quota-increase --region eu-central-1 --service-code ec2 --quota-code L-0263D0A3 --desired-value 6")]
    [InlineData(1, 0, "problem  Quota: Elastic IP addresses: The plan needs 2, and 1 are allowed. Ask for more: ")]
    public async Task A_quota_is_compared_to_what_the_plan_needs(int allowed, int used, string start) => (await QuotaAsync("Elastic IP addresses", _tools.Aws(quota: allowed, used: used))).ShouldStartWith(start);

    [Fact]
    public async Task A_quota_that_nobody_has_changed_is_the_default() =>
        (await QuotaAsync("VPCs", _tools.Aws(quota: 5))).ShouldBe("ok       Quota: VPCs: The plan needs 1, 5 are allowed, 1 are there.");

    [Fact]
    public async Task Processors_are_counted_by_core_and_thread() =>
        (await QuotaAsync("Processors of hosts", _tools.Aws(quota: 16, used: 3))).ShouldStartWith("warning  Quota: Processors of hosts: The plan needs 12, 16 are allowed and 5 are there, ");

    [Fact]
    public async Task Of_gateways_it_is_not_asked_where_they_are() =>
        (await QuotaAsync("NAT gateways in a zone", _tools.Aws(quota: 5))).ShouldBe("ok       Quota: NAT gateways in a zone: The plan needs 1, 5 are allowed.");

    [Fact]
    public async Task What_the_plan_needs_none_of_is_not_asked() => (await QuotaAsync("Load balancers", _tools)).ShouldBe("ok       Quota: Load balancers: The plan needs none.");

    [Theory]
    [InlineData("echo 'An error occurred (AccessDeniedException)' >&2; exit 254", "warning  Quota: VPCs: AWS did not say: An error occurred (AccessDeniedException). ")]
    [InlineData("echo '{}'", "warning  Quota: VPCs: AWS's answer has another form than was expected: ")]
    [InlineData("echo 5", "warning  Quota: VPCs: AWS's answer has another form than was expected: ")]
    [InlineData("echo garbage", "warning  Quota: VPCs: AWS did not say: the AWS CLI printed what is no JSON: garbage. ")]
    [InlineData("""case "$*" in *quota*) echo '{"Quota":{"Value":5.0}}';; *) echo '"many"';; esac""", "warning  Quota: VPCs: AWS's answer has another form than was expected: ")]
    public async Task A_quota_that_aws_does_not_say_is_a_finding(string script, string start) => (await QuotaAsync("VPCs", _tools.With("aws", script))).ShouldStartWith(start);

    [Theory]
    [InlineData(1000, "ok       Quota: functions at once: The plan lets 57 run, 1000 are allowed.")]
    [InlineData(10, "problem  Quota: functions at once: The plan lets 57 run, and 10 are allowed: images would wait, and the gallery with them where it is a function. Ask for more, which takes a day or so: aws service-quotas request-service-quota-increase --region eu-central-1 --service-code lambda --quota-code L-B99A9384 --desired-value 1000")]
    public async Task A_new_account_may_run_few_functions(int allowed, string finding) => (await LookAsync(Concurrency(_tools.Aws(concurrency: allowed)))).ShouldBe(finding);

    [Theory]
    [InlineData("exit 1", "warning  Quota: functions at once: AWS did not say: it printed nothing. See in the console, under Lambda, that 57 may run at once.")]
    [InlineData("echo '{}'", "warning  Quota: functions at once: AWS's answer has another form than was expected: ")]
    public async Task Functions_that_aws_does_not_tell_of_are_a_finding(string script, string start) => (await LookAsync(Concurrency(_tools.With("aws", script)))).ShouldStartWith(start);

    private static async Task<string> LookAsync(ICheck check) => (await check.LookAsync(TestContext.Current.CancellationToken)).ToString();

    private static Task<string> QuotaAsync(string name, FakeTools tools) => LookAsync(new QuotaCheck(Quota.All.Single(quota => quota.Name == name), Needs, new AwsCli(tools.Box, "eu-central-1")));

    private static ConcurrencyCheck Concurrency(FakeTools tools) => new(Needs, new AwsCli(tools.Box, "eu-central-1"));

    private Toolbox With(string tool, string? script) => (script is null ? _tools : _tools.With(tool, script)).Box;
}
