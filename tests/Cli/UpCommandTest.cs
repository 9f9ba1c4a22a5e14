using System.Net;
using Vignette.Tests;

namespace Vignette.Cli.Tests;

/// <summary><c>vignette up</c> as a person starts it, and what it says when it cannot.</summary>
public sealed class UpCommandTest : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_prints_its_address_answers_there_and_drains_on_SIGTERM()
    {
        await using var program = await VignetteProcess.StartAsync(_folder.Path, cancellationToken: CancellationToken);
        (await program.Http.GetAsync(new Uri("/gallery", UriKind.Relative), CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await program.Http.GetAsync(new Uri("/health/ready", UriKind.Relative), CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await program.StopAsync(CancellationToken)).ShouldBe(0, program.Output);
        program.Output.ShouldNotContain(" warn ");
        program.Output.ShouldNotContain(" error ");
    }

    [Fact]
    public async Task One_correlation_id_leads_from_the_upload_to_its_tasks()
    {
        await using var program = await VignetteProcess.StartAsync(_folder.Path, cancellationToken: CancellationToken);
        using var body = new MultipartFormDataContent
        {
            { new ByteArrayContent(await File.ReadAllBytesAsync(Photos.Path("good/one-pixel.png"), CancellationToken)), "file", "one-pixel.png" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/upload") { Content = body };
        request.Headers.Accept.ParseAdd("application/json");
        (await program.Http.SendAsync(request, CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Created);
        await program.WaitForImagesAsync(1, CancellationToken);
        await program.StopAsync(CancellationToken);

        string[] steps = ["Accepted", "Thumbnail completed", "Caption completed"];
        var ids = steps.Select(step => program.Output.Split('\n').Single(line => line.Contains(step, StringComparison.Ordinal)).Trim()[^32..]).ToArray();
        ids[0].ShouldMatch("^[0-9a-f]{32}$");
        ids.Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_samples_are_put_in_once()
    {
        await using (var program = await VignetteProcess.StartAsync(_folder.Path, ["--samples"], cancellationToken: CancellationToken))
        {
            await program.WaitForImagesAsync(Samples.SamplePictures.All.Count, CancellationToken);
            await program.StopAsync(CancellationToken);
        }

        await using var again = await VignetteProcess.StartAsync(_folder.Path, ["--samples"], cancellationToken: CancellationToken);
        await again.WaitForImagesAsync(Samples.SamplePictures.All.Count, CancellationToken);
    }

    [Fact]
    public async Task A_port_in_use_is_named()
    {
        await using var program = await VignetteProcess.StartAsync(_folder.Path, cancellationToken: CancellationToken);
        var port = program.Http.BaseAddress!.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var (exitCode, output) = await VignetteProcess.RunAsync(["up", "--port", port, "--data", Path.Combine(_folder.Path, "other")], cancellationToken: CancellationToken);
        exitCode.ShouldBe(1);
        output.Trim().ShouldBe($"Port {port} cannot be used (Address already in use): choose another with --port.");
    }

    [Fact]
    public async Task A_folder_belongs_to_one_program_at_a_time()
    {
        await using var program = await VignetteProcess.StartAsync(_folder.Path, cancellationToken: CancellationToken);
        var (exitCode, output) = await VignetteProcess.RunAsync(["up", "--port", "0", "--data", _folder.Path], cancellationToken: CancellationToken);
        exitCode.ShouldBe(1);
        output.Trim().ShouldBe($"Another Vignette is running on {_folder.Path}. Stop it, or choose another folder with --data.");
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_is_named()
    {
        var file = Path.Combine(_folder.Path, "file");
        await File.WriteAllTextAsync(file, "", CancellationToken);
        var (exitCode, output) = await VignetteProcess.RunAsync(["up", "--port", "0", "--data", Path.Combine(file, "data")], cancellationToken: CancellationToken);
        exitCode.ShouldBe(1);
        output.ShouldContain($"The data folder {Path.Combine(file, "data")} cannot be used");
        output.ShouldNotContain("   at ");
    }

    [Theory]
    [InlineData("--port", "eighty")]
    [InlineData("--port", "70000")]
    [InlineData("--workers", "-1")]
    [InlineData("--no-such-option", "1")]
    public async Task A_wrong_option_is_named(string option, string value)
    {
        var (exitCode, output) = await VignetteProcess.RunAsync(["up", "--data", _folder.Path, option, value], cancellationToken: CancellationToken);
        exitCode.ShouldNotBe(0);
        output.ShouldContain(option);
        output.ShouldNotContain("   at ");
    }

    [Theory]
    [InlineData("THUMBNAIL_WIDTH", "wide")]
    [InlineData("THUMBNAIL_HEIGHT", "0")]
    [InlineData("LOG_LEVEL", "loud")]
    [InlineData("CAPTION_ENDPOINT", "not an address")]
    public async Task A_wrong_environment_variable_stops_the_start_and_is_named(string variable, string value)
    {
        var (exitCode, output) = await VignetteProcess.RunAsync(
            ["up", "--port", "0", "--data", _folder.Path],
            new Dictionary<string, string?> { [variable] = value },
            cancellationToken: CancellationToken);
        exitCode.ShouldBe(1);
        output.ShouldContain(variable);
        output.ShouldNotContain("   at ");
    }
}
