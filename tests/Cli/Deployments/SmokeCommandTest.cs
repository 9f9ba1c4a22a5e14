using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Vignette.Tests;

namespace Vignette.Cli.Tests.Deployments;

/// <summary><c>vignette smoke</c> as a person or a workflow starts it, against the real <c>vignette up</c> and all that can be wrong with one.</summary>
public sealed class SmokeCommandTest : IDisposable
{
    private const string Json = "application/json";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_gallery_that_works_is_called_so_in_one_line_and_left_as_it_was()
    {
        await using var gallery = await GalleryAsync();
        var line = await SmokeAsync(0, gallery.Http.BaseAddress!);
        line.ShouldMatch("^http://[^ ]+ works: thumbnail after [0-9.]+ s, caption after [0-9.]+ s[.]$");

        await gallery.WaitForImagesAsync(0, CancellationToken);
        (await gallery.Http.GetStringAsync("/api/trash", CancellationToken)).ShouldBe("""{"images":[],"next":null}""");
        await gallery.StopAsync(CancellationToken);
        gallery.Output.ShouldContain("Thumbnail completed");
        gallery.Output.ShouldContain("Caption completed");
    }

    [Fact]
    public async Task Each_test_sends_another_picture()
    {
        await using var gallery = await GalleryAsync();
        await SmokeAsync(0, gallery.Http.BaseAddress!);
        await SmokeAsync(0, gallery.Http.BaseAddress!);
        await gallery.StopAsync(CancellationToken);

        var sizes = gallery.Output.Split('\n').Where(line => line.Contains("Accepted", StringComparison.Ordinal)).Select(line => line.Split(": ")[1].Split(' ')[0]).ToArray();
        sizes.Length.ShouldBe(2);
        sizes.ShouldBeUnique();
    }

    [Fact]
    public async Task The_result_is_JSON_for_machines_also_where_it_is_a_failure()
    {
        await using var gallery = await GalleryAsync("--workers", "0");
        using var result = JsonDocument.Parse(await SmokeAsync(14, gallery.Http.BaseAddress!, "--timeout", "1", "--json"));
        result.RootElement.GetProperty("exitCode").GetInt32().ShouldBe(14);
        result.RootElement.GetProperty("failedStep").GetString().ShouldBe("process");
        result.RootElement.GetProperty("imageId").GetString()!.ShouldMatch("^[0-9a-f]{32}$");
        result.RootElement.GetProperty("thumbnailSeconds").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task A_gallery_that_accepts_and_never_finishes_is_waited_for_and_its_picture_deleted()
    {
        await using var gallery = await GalleryAsync("--workers", "0");
        var line = await SmokeAsync(14, gallery.Http.BaseAddress!, "--timeout", "1");
        line.ShouldContain("after 1 seconds the thumbnail is pending, the caption is pending (catalog up,");
        line.ShouldContain("pulumi stack output dashboard");
        line.ShouldNotContain("is left at");
        await gallery.WaitForImagesAsync(0, CancellationToken);
    }

    [Fact]
    public async Task Processing_that_fails_is_told_with_its_reason_and_the_picture_is_deleted()
    {
        await using var model = await FakeChatEndpoint.StartAsync();
        model.Next([.. Enumerable.Repeat<RequestDelegate>(FrontDoor.Say(401, Json, """{"error":{"message":"The key is wrong.","code":"401"}}""").Invoke, 20)]);
        await using var gallery = await VignetteProcess.StartAsync(
            _folder.Path,
            environment: new Dictionary<string, string?> { ["CAPTION_ENDPOINT"] = model.Address.AbsoluteUri, ["GEMINI_API_KEY"] = "wrong" },
            cancellationToken: CancellationToken);
        var line = await SmokeAsync(15, gallery.Http.BaseAddress!);
        line.ShouldContain("took the picture, but the caption failed: ");
        line.ShouldContain("dead letters");
        await gallery.WaitForImagesAsync(0, CancellationToken);
    }

    [Fact]
    public async Task A_gallery_that_is_stopped_is_not_reached()
    {
        var gallery = await GalleryAsync();
        await using (gallery)
        {
            await gallery.StopAsync(CancellationToken);
        }

        (await SmokeAsync(10, gallery.Http.BaseAddress!)).ShouldContain("is not reached (Connection refused). Look at `pulumi stack output gallery`");
    }

    [Fact]
    public async Task A_name_that_nobody_knows_is_not_found() =>
        (await SmokeAsync(10, new Uri("http://gallery.invalid"))).ShouldContain("gallery.invalid is not found: no name server knows gallery.invalid");

    [Theory]
    [InlineData("CN=localhost", "nobody whom this machine trusts has signed it")]
    [InlineData("CN=elsewhere.example", "it is for another name")]
    public async Task A_certificate_that_is_not_trusted_is_told_with_why(string subject, string reason)
    {
        using var certificate = SelfSigned(subject);
        await using var door = await FrontDoor.OpenAsync(null, FrontDoor.On("GET", "/", FrontDoor.Say(200, Json, """{"status":"healthy"}""")), certificate);
        var line = await SmokeAsync(11, door.Address);
        line.ShouldContain("has a certificate that is not trusted: ");
        line.ShouldContain(reason);
    }

    [Fact]
    public async Task A_server_without_TLS_is_told_from_one_with_a_wrong_certificate()
    {
        await using var gallery = await GalleryAsync();
        (await SmokeAsync(10, new UriBuilder(gallery.Http.BaseAddress!) { Scheme = "https" }.Uri)).ShouldContain("does not speak TLS there");
    }

    [Theory]
    [InlineData(200, "text/html", "<h1>It works!</h1>")]
    [InlineData(200, Json, """{"status":"ok"}""")]
    [InlineData(200, Json, """["healthy"]""")]
    [InlineData(200, Json, "{")]
    [InlineData(404, "text/html", "<h1>Not Found</h1>")]
    public async Task A_web_server_that_is_no_gallery_is_called_so(int status, string mediaType, string body)
    {
        await using var door = await FrontDoor.OpenAsync(null, FrontDoor.On("GET", "/", FrontDoor.Say(status, mediaType, body)));
        (await SmokeAsync(12, door.Address)).ShouldContain("Look at `pulumi stack output gallery`.");
    }

    [Fact]
    public async Task A_server_that_accepts_and_never_answers_is_left_after_the_time_limit()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = new Uri($"http://{listener.LocalEndpoint}");
        (await SmokeAsync(10, address, "--timeout", "1")).ShouldContain("gave no whole answer within 10 seconds");
    }

    [Fact]
    public async Task A_server_whose_answer_only_trickles_is_left_after_the_time_limit()
    {
        await using var door = await FrontDoor.OpenAsync(null, FrontDoor.On("GET", "/", async context =>
        {
            context.Response.ContentType = Json;
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.WriteAsync(" ", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, context.RequestAborted);
            }
        }));
        (await SmokeAsync(10, door.Address, "--timeout", "1")).ShouldContain("gave no whole answer within 10 seconds");
    }

    [Fact]
    public async Task An_answer_without_end_is_not_read_to_it()
    {
        await using var door = await FrontDoor.OpenAsync(null, FrontDoor.On("GET", "/", async context =>
        {
            context.Response.ContentType = Json;
            var spaces = new string(' ', 1 << 16);
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.WriteAsync(spaces, context.RequestAborted);
            }
        }));
        (await SmokeAsync(12, door.Address)).ShouldContain("answered with more than 4194304 bytes");
    }

    [Fact]
    public async Task Redirects_without_end_are_not_followed_to_it()
    {
        await using var door = await FrontDoor.OpenAsync(null, FrontDoor.On("GET", "/", LeadTo("/again")));
        (await SmokeAsync(12, door.Address)).ShouldContain("leads on and on");
    }

    [Theory]
    [InlineData(301)]
    [InlineData(307)]
    public async Task Where_the_address_leads_elsewhere_the_picture_is_sent_there_and_nowhere_else(int status)
    {
        await using var gallery = await GalleryAsync();
        var posts = 0;
        await using var door = await FrontDoor.OpenAsync(null, context =>
        {
            posts += context.Request.Method == "GET" ? 0 : 1;
            context.Response.StatusCode = status;
            context.Response.Headers.Location = new Uri(gallery.Http.BaseAddress!, context.Request.Path).AbsoluteUri;
            return Task.FromResult(true);
        });
        await SmokeAsync(0, door.Address);
        posts.ShouldBe(0);
    }

    [Fact]
    public async Task A_sign_in_before_the_gallery_is_told()
    {
        await using var gallery = await GalleryAsync();
        await using var door = await FrontDoor.OpenAsync(gallery.Http.BaseAddress, FrontDoor.On("POST", "/api/uploads", LeadTo("https://login.example.com/authorize?client=1")));
        (await SmokeAsync(13, door.Address)).ShouldContain("by leading to https://login.example.com/authorize: give that address, or sign-in stands before the gallery");
    }

    [Fact]
    public async Task A_part_that_is_down_is_named()
    {
        await using var gallery = await GalleryAsync();
        await using var door = await FrontDoor.OpenAsync(
            gallery.Http.BaseAddress,
            FrontDoor.On("GET", "/health/ready", FrontDoor.Say(503, Json, """{"status":"unavailable","dependencies":{"catalog":"down","originals":"up"}}""")));
        (await SmokeAsync(13, door.Address)).ShouldContain("is not ready: catalog down, originals up. Look at ");
    }

    [Fact]
    public async Task A_gallery_that_is_only_starting_is_waited_for()
    {
        await using var gallery = await GalleryAsync();
        var asked = 0;
        await using var door = await FrontDoor.OpenAsync(gallery.Http.BaseAddress, async context =>
        {
            if (++asked > 1)
            {
                return false;
            }

            await FrontDoor.Say(502, "text/html", "<h1>Bad Gateway</h1>")(context);
            return true;
        });
        (await SmokeAsync(13, door.Address)).ShouldContain("answered GET /health with 502");
        asked = 0;
        await SmokeAsync(0, door.Address, "--wait", "60");
        asked.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task A_picture_that_is_refused_is_told_with_the_gallerys_reason()
    {
        await using var gallery = await GalleryAsync();
        await using var door = await FrontDoor.OpenAsync(gallery.Http.BaseAddress, FrontDoor.On("POST", "/upload", FrontDoor.Say(413, "application/problem+json", """{"detail":"The file is too\nlarge."}""")));
        (await SmokeAsync(13, door.Address)).ShouldContain("answered POST /upload with 413: The file is too large. Look at ", Case.Sensitive);
    }

    [Theory]
    [InlineData("/media/", 200, "image/jpeg", "<h1>Not a picture</h1>", "which are no JPEG")]
    [InlineData("/media/", 403, "application/xml", "<Error><Code>AccessDenied</Code></Error>", "403: AccessDenied")]
    [InlineData("/gallery", 500, "text/html", "", "answered GET /gallery with 500")]
    [InlineData("/images/", 200, "text/html", "<main id=\"main\">Nothing</main>", "that does not show the picture")]
    [InlineData("/images/", 200, Json, "{}", "with application/json instead of a page")]
    public async Task What_is_wrong_with_what_people_see_is_told_and_the_picture_deleted(string path, int status, string mediaType, string body, string says)
    {
        await using var gallery = await GalleryAsync();
        await using var door = await FrontDoor.OpenAsync(gallery.Http.BaseAddress, FrontDoor.On("GET", path, FrontDoor.Say(status, mediaType, body)));
        (await SmokeAsync(16, door.Address)).ShouldContain(says);
        await gallery.WaitForImagesAsync(0, CancellationToken);
    }

    [Fact]
    public async Task A_picture_that_cannot_be_deleted_is_named()
    {
        await using var gallery = await GalleryAsync();
        await using var door = await FrontDoor.OpenAsync(gallery.Http.BaseAddress, FrontDoor.On("DELETE", "/api/images/", FrontDoor.Say(500, "text/plain", "")));
        var line = await SmokeAsync(17, door.Address);
        line.ShouldContain("could not be deleted: the gallery answered DELETE /api/images with 500. Delete it at http");
        (await gallery.Http.GetAsync(new Uri(line.Split("Delete it at ")[1].Split(',')[0]).AbsolutePath, CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Whoever_ends_it_finds_nothing_left()
    {
        await using var gallery = await GalleryAsync("--workers", "0");
        await using var smoke = ProgramProcess.StartDotnet("vignette.dll", ["smoke", gallery.Http.BaseAddress!.AbsoluteUri]);
        await Eventually.BeAsync(async () => (await gallery.Http.GetStringAsync("/api/images", CancellationToken)).Contains("smoke-test-", StringComparison.Ordinal));
        (await smoke.StopAsync(CancellationToken)).ShouldBe(1, smoke.Output);
        smoke.Output.Trim().ShouldBe("Stopped.");
        await gallery.WaitForImagesAsync(0, CancellationToken);
    }

    [Theory]
    [InlineData("gallery.example.com")]
    [InlineData("ftp://gallery.example.com")]
    [InlineData("https://gallery.example.com/gallery")]
    [InlineData("https://me:secret@gallery.example.com")]
    [InlineData("")]
    public async Task An_address_that_cannot_be_one_is_refused_with_what_is_allowed(string address)
    {
        var (exitCode, output) = await VignetteProcess.RunAsync(["smoke", address], cancellationToken: CancellationToken);
        exitCode.ShouldBe(1);
        output.ShouldContain("url must be a gallery's address, such as https://gallery.example.com");
    }

    private static Func<HttpContext, Task> LeadTo(string location) => context =>
    {
        context.Response.Redirect(location);
        return Task.CompletedTask;
    };

    private static X509Certificate2 SelfSigned(string subject)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(subject["CN=".Length..]);
        if (subject == "CN=localhost")
        {
            names.AddIpAddress(IPAddress.Loopback);
        }

        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    /// <summary>What the command prints, which is one line.</summary>
    private static async Task<string> SmokeAsync(int exitCode, Uri address, params string[] arguments)
    {
        var (ended, output) = await VignetteProcess.RunAsync(["smoke", address.AbsoluteUri, .. arguments], cancellationToken: CancellationToken);
        ended.ShouldBe(exitCode, string.Create(CultureInfo.InvariantCulture, $"{output}"));
        return output.Trim().Split('\n').ShouldHaveSingleItem();
    }

    private Task<VignetteProcess> GalleryAsync(params string[] arguments) => VignetteProcess.StartAsync(_folder.Path, arguments, cancellationToken: CancellationToken);
}
