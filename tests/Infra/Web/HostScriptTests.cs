using System.Diagnostics;
using Vignette.Infra.Web;
using Tier = Vignette.Pipeline.Hosting.WebTier;

namespace Vignette.Infra.Tests.Web;

public sealed class HostScriptTests
{
    private const string Image = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/vignette-web@sha256:abc";

    private static readonly HostScript Script = new()
    {
        Image = Image,
        Region = "eu-central-1",
        LogGroup = "a-group",
        Environment = new Dictionary<string, string> { ["PORT"] = "8080", ["DB_HOST"] = "db.example.com" },
    };

    [Fact]
    public void The_image_runs_by_its_digest_and_without_rights()
    {
        var lines = Script.ToString().Split('\n').Select(line => line.Trim()).ToList();
        lines[0].ShouldBe("#!/bin/bash");
        lines.ShouldContain(Image);
        var run = string.Join(' ', lines);
        run.ShouldContain("--read-only");
        run.ShouldContain("--cap-drop ALL");
        run.ShouldContain("--security-opt no-new-privileges");
        run.ShouldContain("--network host");
        run.ShouldContain("--user 1654:1654");
        run.ShouldNotContain("--privileged");
    }

    [Fact]
    public void The_registry_is_asked_as_the_host() =>
        Script.ToString().ShouldContain("""{"credHelpers":{"123456789012.dkr.ecr.eu-central-1.amazonaws.com":"ecr-login"}}""");

    [Fact]
    public void The_environment_is_a_file_of_its_own_in_order() =>
        Script.ToString().ShouldContain("cat >/etc/vignette/web.env <<'END'\nDB_HOST=db.example.com\nPORT=8080\nEND\n");

    [Fact]
    public void Requests_are_finished_before_the_gallery_is_killed()
    {
        Script.ToString().ShouldContain("--stop-timeout 30 ");
        Script.ToString().ShouldContain("TimeoutStopSec=40\n");
        Tier.ShutdownTime.ShouldBeLessThan(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void Each_host_logs_under_its_own_name()
    {
        Script.ToString().ShouldContain("--log-driver awslogs");
        Script.ToString().ShouldContain("--log-opt awslogs-region=eu-central-1 --log-opt awslogs-group=a-group --log-opt awslogs-stream=${INSTANCE_ID}");
    }

    [Fact]
    public void A_value_of_two_lines_is_refused() => Should.Throw<ArgumentException>(
        () => (Script with { Environment = new Dictionary<string, string> { ["DB_HOST"] = "a\nEND" } }).ToString()).Message.ShouldStartWith("DB_HOST has more than one line.");

    [Fact]
    public void It_fits_into_user_data() => Script.ToString().Length.ShouldBeLessThan(16 * 1024);

    [Fact]
    public async Task A_shell_understands_it()
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "bash is not here.");
        using var bash = Process.Start(new ProcessStartInfo("/bin/bash", ["-n"]) { RedirectStandardInput = true, RedirectStandardError = true })!;
        await bash.StandardInput.WriteAsync(Script.ToString());
        bash.StandardInput.Close();
        var errors = await bash.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await bash.WaitForExitAsync(TestContext.Current.CancellationToken);
        bash.ExitCode.ShouldBe(0, errors);
    }
}
