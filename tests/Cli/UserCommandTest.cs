using System.Net;
using System.Net.Http.Headers;
using Vignette.Tests;

namespace Vignette.Cli.Tests;

/// <summary><c>vignette user</c>, and the platform that then asks who somebody is.</summary>
public sealed class UserCommandTest : IDisposable
{
    private const string Password = "correct horse battery";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Accounts_are_made_and_changed_while_the_platform_runs()
    {
        await using var program = await VignetteProcess.StartAsync(_folder.Path, ["--sign-in", "password"], cancellationToken: CancellationToken);
        (await StatusAsync(program, token: null)).ShouldBe(HttpStatusCode.Unauthorized);

        (await UserAsync(Password, "add", "ann", "--role", "annotator")).ShouldBe((0, "ann can sign in, as annotator."));
        var (exitCode, token) = await UserAsync(null, "token", "ann", "--scopes", "read", "--days", "1");
        exitCode.ShouldBe(0, token);
        token = token.Split('\n')[0].Trim();
        (await StatusAsync(program, token)).ShouldBe(HttpStatusCode.OK);

        (await UserAsync(null, "role", "ann", "admin")).ShouldBe((0, "ann is admin from now on."));
        (await UserAsync(null, "list")).Output.ShouldContain("admin      ann");
        (await UserAsync("another long sentence", "password", "ann")).ExitCode.ShouldBe(0);
        var (refused, last) = await UserAsync(null, "remove", "ann");
        (refused, last).ShouldBe((1, "ann is the last administrator: make another one first."));
        (await UserAsync(Password, "add", "bob", "--role", "admin")).ExitCode.ShouldBe(0);
        (await UserAsync(null, "remove", "ann")).ShouldBe((0, "ann cannot sign in any more."));
        (await StatusAsync(program, token)).ShouldBe(HttpStatusCode.Unauthorized);

        (await VignetteProcess.RunAsync(["export", "--from", program.Http.BaseAddress!.ToString(), "--format", "csv", "--output", _folder.File("all.csv")], cancellationToken: CancellationToken)).Output.ShouldContain("sign in");
        token = (await UserAsync(null, "token", "bob")).Output.Split('\n')[0].Trim();
        var exported = await VignetteProcess.RunAsync(
            ["export", "--from", program.Http.BaseAddress!.ToString(), "--format", "csv", "--output", _folder.File("all.csv")], new Dictionary<string, string?> { ["VIGNETTE_TOKEN"] = token }, cancellationToken: CancellationToken);
        exported.ExitCode.ShouldBe(0, exported.Output);
        File.Exists(_folder.File("all.csv")).ShouldBeTrue();

        string[] smoke = ["smoke", program.Http.BaseAddress!.ToString()];
        var signedOut = await VignetteProcess.RunAsync(smoke, new Dictionary<string, string?> { ["VIGNETTE_TOKEN"] = null }, cancellationToken: CancellationToken);
        signedOut.ExitCode.ShouldBe(0, signedOut.Output);
        signedOut.Output.ShouldContain("asks people to sign in");
        var signedIn = await VignetteProcess.RunAsync([.. smoke, "--token", token], cancellationToken: CancellationToken);
        signedIn.ExitCode.ShouldBe(0, signedIn.Output);
        signedIn.Output.ShouldContain("works: thumbnail after");
    }

    [Theory]
    [InlineData("short", "12 characters", "add", "ann")]
    [InlineData(Password, "not seen", "add", "an\u202En")]
    [InlineData(Password, "There is no account", "password", "nobody")]
    [InlineData(null, "There is no account", "remove", "nobody")]
    [InlineData(null, "There is no account", "token", "nobody")]
    [InlineData(null, "viewer, annotator or admin", "role", "ann", "king")]
    [InlineData(null, "with commas between", "token", "ann", "--scopes", "everything")]
    public async Task What_cannot_be_is_refused_with_a_reason(string? password, string reason, params string[] arguments)
    {
        var (exitCode, output) = await UserAsync(password, arguments);
        exitCode.ShouldNotBe(0);
        output.ShouldContain(reason);
    }

    [Fact]
    public async Task Whoever_else_reaches_it_must_sign_in()
    {
        var (exitCode, output) = await VignetteProcess.RunAsync(["up", "--data", _folder.Path, "--port", "0", "--host", "0.0.0.0"], cancellationToken: CancellationToken);
        exitCode.ShouldBe(1);
        output.ShouldContain("--sign-in password");
        (await VignetteProcess.RunAsync(["up", "--data", _folder.Path, "--port", "0", "--sign-in", "cognito"], cancellationToken: CancellationToken)).Output.ShouldContain("load balancer of AWS");
        (await VignetteProcess.RunAsync(["up", "--data", _folder.Path, "--host", "everywhere"], cancellationToken: CancellationToken)).Output.ShouldContain("IP address");

        await using var program = await VignetteProcess.StartAsync(_folder.Path, ["--host", "0.0.0.0", "--sign-in", "password"], cancellationToken: CancellationToken);
        (await StatusAsync(program, token: null)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static async Task<HttpStatusCode> StatusAsync(VignetteProcess program, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/images");
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var answer = await program.Http.SendAsync(request, CancellationToken);
        return answer.StatusCode;
    }

    private async Task<(int ExitCode, string Output)> UserAsync(string? password, params string[] arguments)
    {
        var (exitCode, output) = await VignetteProcess.RunAsync(["user", .. arguments, "--data", _folder.Path], input: password, cancellationToken: CancellationToken);
        return (exitCode, output.Trim());
    }
}
