using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using Vignette.Tests;

namespace Vignette.Cli.Tests.Deployments.Ingest;

/// <summary>Galleries that do not do what they are asked, and input that cannot be.</summary>
public sealed class IngestFaultTest : IngestTestBase
{
    private static readonly Func<HttpContext, Task> NothingKnown = FrontDoor.Say(200, "application/json", """{"known":[]}""");

    public static TheoryData<string, string[], int> Endings => new()
    {
        // What is said at the end, the options, the exit code.
        { "500", ["--delete"], 13 },
        { "500", ["--move-to", "DONE"], 13 },
        { "503", ["--delete"], 13 },
        { "abort", ["--delete"], 10 },
        { "413", ["--delete"], 21 },
        { "refuse", ["--move-to", "DONE"], 21 },
        { "403", ["--delete"], 13 },
        { "html", ["--delete"], 12 },
        { "half", ["--delete"], 10 },
    };

    [Theory]
    [MemberData(nameof(Endings))]
    public async Task Nothing_is_moved_or_deleted_that_was_not_confirmed(string answer, string[] options, int exitCode)
    {
        Put("a.png", 1);
        Put("b/c.png", 2);
        await using var door = await OpenAsync(async context =>
        {
            // All of it has arrived.
            await context.Request.Body.CopyToAsync(Stream.Null);
            switch (answer)
            {
                case "abort":
                    context.Abort();
                    break;
                case "half":
                    context.Response.StatusCode = 201;
                    context.Response.ContentType = "application/json";
                    context.Response.ContentLength = 1000;
                    await context.Response.WriteAsync("""{"images":[{"id":"0","filename":"a","url":"/"}],""");
                    await context.Response.Body.FlushAsync();
                    context.Abort();
                    break;
                case "html":
                    await FrontDoor.Say(201, "text/html", "<h1>Welcome</h1>")(context);
                    break;
                case "refuse":
                    await FrontDoor.Say(201, "application/json", """{"images":[],"rejected":[{"filename":"a.png","reason":"It is ugly."}]}""")(context);
                    break;
                default:
                    await FrontDoor.Say(int.Parse(answer, System.Globalization.CultureInfo.InvariantCulture), "application/problem+json", """{"detail":"No."}""")(context);
                    break;
            }
        });

        await IngestAsync(exitCode, door.Address, ["--patience", "4", .. options.Select(option => option == "DONE" ? Folder.File("done") : option)]);

        (await File.ReadAllBytesAsync(Path.Combine(Source, "a.png"), CancellationToken)).ShouldBe(Picture(1));
        (await File.ReadAllBytesAsync(Path.Combine(Source, "b/c.png"), CancellationToken)).ShouldBe(Picture(2));
        Directory.Exists(Folder.File("done")).ShouldBe(options[0] == "--move-to");
        ((await OutcomesAsync()).Result.GetProperty("exitCode").GetInt32(), (await OutcomesAsync()).Result.GetProperty("uploaded").GetInt32()).ShouldBe((exitCode, 0));
    }

    [Fact]
    public async Task A_gallery_that_has_enough_is_left_alone_as_long_as_it_says_by_all()
    {
        for (var number = 0; number < 60; number++)
        {
            Put($"{number}.png", number);
        }

        await using var gallery = await GalleryAsync();
        var (uploads, refusals, refusedAt) = (0, 0, 0L);
        var tooEarly = 0;
        await using var door = await FrontDoor.OpenAsync(gallery.Http.BaseAddress, async context =>
        {
            if (context.Request.Path != "/upload")
            {
                return false;
            }

            // Those that were on their way when it was said do not count.
            if (refusals > 0 && TimeProvider.System.GetElapsedTime(Interlocked.Read(ref refusedAt)) is { TotalSeconds: > 0.5 and < 0.95 })
            {
                Interlocked.Increment(ref tooEarly);
            }

            if (Interlocked.Increment(ref uploads) % 20 != 15)
            {
                return false;
            }

            Interlocked.Exchange(ref refusedAt, TimeProvider.System.GetTimestamp());
            Interlocked.Increment(ref refusals);
            context.Response.Headers.RetryAfter = "1";
            await FrontDoor.Say(429, "application/problem+json", """{"detail":"Too fast."}""")(context);
            return true;
        });

        var said = await IngestAsync(0, door.Address);

        refusals.ShouldBeGreaterThanOrEqualTo(3);
        tooEarly.ShouldBe(0);
        said.ShouldContain("answered POST /upload with 429: Too fast. Again in 1 s.");
        (await CountAsync(gallery)).ShouldBe(60);
        ShouldCount((await OutcomesAsync()).Result, uploaded: 60);
    }

    [Fact]
    public async Task What_arrived_without_its_answer_having_come_back_is_no_second_picture()
    {
        for (var number = 0; number < 30; number++)
        {
            Put($"{number}.png", number);
        }

        await using var gallery = await GalleryAsync();
        var uploads = 0;
        await using var door = await FrontDoor.OpenAsync(gallery.Http.BaseAddress, FrontDoor.On("POST", "/upload", async context =>
        {
            var answer = await PassOnAsync(gallery, context);
            if (Interlocked.Increment(ref uploads) % 3 == 0)
            {
                context.Abort();
                return;
            }

            await FrontDoor.Say(201, "application/json", answer)(context);
        }));

        await IngestAsync(0, door.Address, "--delete");

        uploads.ShouldBeGreaterThan(30);
        (await CountAsync(gallery)).ShouldBe(30);
        ShouldCount((await OutcomesAsync()).Result, uploaded: 30, deleted: 30);
    }

    [Fact]
    public async Task A_file_that_changes_after_it_was_read_is_neither_sent_nor_deleted()
    {
        var (a, b) = (Put("a.png", [.. Picture(1), .. new byte[3 << 20]]), Put("b.png", 2));
        await using var gallery = await GalleryAsync();
        await using var door = await FrontDoor.OpenAsync(gallery.Http.BaseAddress, async context =>
        {
            if (context.Request.Path == "/api/images/known")
            {
                // As long as it was.
                await File.WriteAllBytesAsync(a, [.. Picture(3), .. new byte[3 << 20]]);
            }
            else if (context.Request.Path == "/upload" && context.Request.Headers["Idempotency-Key"] == $"ingest-{Convert.ToHexStringLower(SHA256.HashData(Picture(2)))}")
            {
                // Replaced by another file once it was sent.
                var answer = await PassOnAsync(gallery, context);
                await File.WriteAllBytesAsync(Folder.File("new"), Picture(4));
                File.Move(Folder.File("new"), b, overwrite: true);
                await FrontDoor.Say(201, "application/json", answer)(context);
                return true;
            }

            return false;
        });

        var said = await IngestAsync(21, door.Address, "--delete");

        said.ShouldContain($"a.png failed: {a} was changed while it was read.");
        said.ShouldContain("b.png failed: it is in the gallery, but was not deleted: ");
        (await File.ReadAllBytesAsync(b, CancellationToken)).ShouldBe(Picture(4));
        (await CountAsync(gallery)).ShouldBe(1);
        ShouldCount((await OutcomesAsync()).Result, failed: 2);

        // Then it is what it is.
        await IngestAsync(0, gallery.Http.BaseAddress!, "--delete");
        (await CountAsync(gallery)).ShouldBe(3);
        Directory.EnumerateFiles(Source).ShouldBeEmpty();
    }

    [Fact]
    public async Task Files_that_vanish_are_said_and_the_rest_comes_in()
    {
        for (var number = 0; number < 20; number++)
        {
            Put($"{number}.png", number);
        }

        await using var gallery = await GalleryAsync();
        await using var door = await FrontDoor.OpenAsync(gallery.Http.BaseAddress, context =>
        {
            if (context.Request.Path == "/api/images/known")
            {
                File.Delete(Path.Combine(Source, "7.png"));
            }

            return Task.FromResult(false);
        });

        (await IngestAsync(21, door.Address)).ShouldContain("7.png failed: Could not find file");
        ShouldCount((await OutcomesAsync()).Result, uploaded: 19, failed: 1);
    }

    [Fact]
    public async Task One_that_the_gallery_fails_at_does_not_hinder_the_others()
    {
        for (var number = 0; number < 20; number++)
        {
            Put($"{number}.png", number);
        }

        var key = $"ingest-{Convert.ToHexStringLower(SHA256.HashData(Picture(7)))}";
        await using var gallery = await GalleryAsync();
        await using var door = await FrontDoor.OpenAsync(gallery.Http.BaseAddress, async context =>
        {
            if (context.Request.Headers["Idempotency-Key"] != key)
            {
                return false;
            }

            await FrontDoor.Say(500, "application/problem+json", """{"detail":"Oh."}""")(context);
            return true;
        });

        (await IngestAsync(21, door.Address)).ShouldContain("7.png failed: the gallery answered POST /upload");
        ShouldCount((await OutcomesAsync()).Result, uploaded: 19, failed: 1);
    }

    [Fact]
    public async Task What_cannot_be_is_said_with_its_own_code()
    {
        Put("a.png", 1);
        Put("text/b.txt", "no picture"u8.ToArray());
        await using var gallery = await GalleryAsync();
        await using var old = await FrontDoor.OpenAsync(gallery.Http.BaseAddress, FrontDoor.On("POST", "/api/images/known", FrontDoor.Say(404, "application/problem+json", "{}")));
        await using var other = await FrontDoor.OpenAsync(null, FrontDoor.On("GET", "/", FrontDoor.Say(200, "text/html", "<h1>Hello</h1>")));
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        using var usable = X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
        await using var untrusted = await FrontDoor.OpenAsync(gallery.Http.BaseAddress, _ => Task.FromResult(false), usable);
        var to = gallery.Http.BaseAddress!;

        (await RunAsync(23, "ingest", Folder.File("nowhere"), "--to", to.ToString())).ShouldContain($"There is no folder {Folder.File("nowhere")}.");
        (await RunAsync(24, "ingest", Path.Combine(Source, "text"), "--to", to.ToString())).ShouldContain("There is no picture in");
        (await RunAsync(1, "ingest", "--to", to.ToString())).ShouldContain("DIR");
        (await IngestAsync(1, to, "--delete", "--move-to", Folder.File("done"))).ShouldContain("--move-to and --delete: say one of them.");
        (await IngestAsync(23, to, "--move-to", Source)).ShouldContain("files cannot be moved there");
        (await IngestAsync(23, to, "--move-to", Path.Combine(Source, "a.png"))).ShouldContain("a.png");
        (await IngestAsync(10, new Uri($"http://127.0.0.1:{LoopbackPort.Free()}"), "--patience", "0")).ShouldContain("is not reached");
        (await IngestAsync(12, other.Address)).ShouldContain("is none: it answered GET /health with text/html");
        (await IngestAsync(11, untrusted.Address)).ShouldContain("has a certificate that is not trusted");
        (await IngestAsync(13, old.Address)).ShouldContain("is too old: it cannot say which pictures it has");
        (await RunAsync(23, "ingest", Source, "--to", to.ToString(), "--report", Folder.File("no/report"))).ShouldContain("no/report");
        (await CountAsync(gallery)).ShouldBe(0);
    }

    [Fact]
    public async Task A_report_that_cannot_be_written_on_ends_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has /dev/full.");
        for (var number = 0; number < 300; number++)
        {
            Put($"{new string('x', 100)}{number}.png", number);
        }

        await using var gallery = await GalleryAsync();
        (await RunAsync(23, "ingest", Source, "--to", gallery.Http.BaseAddress!.ToString(), "--report", "/dev/full", "--delete")).ShouldContain("No space left on device");

        // What is gone here is there.
        Directory.EnumerateFiles(Source).Count().ShouldBeGreaterThanOrEqualTo(300 - await CountAsync(gallery));
    }

    [Fact]
    public async Task One_that_is_stopped_says_how_far_it_came()
    {
        Put("a.png", 1);
        var began = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var door = await OpenAsync(async context =>
        {
            began.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        });
        await using var program = ProgramProcess.StartDotnet("vignette.dll", Arguments(door.Address, "--delete"));
        await began.Task.WaitAsync(CancellationToken);

        (await program.StopAsync(CancellationToken)).ShouldBe(1, program.Output);

        program.Output.Trim().ShouldBe("Stopped.");
        File.Exists(Path.Combine(Source, "a.png")).ShouldBeTrue();
    }

    /// <summary>A stand-in that knows nothing and answers uploads so.</summary>
    private static Task<FrontDoor> OpenAsync(Func<HttpContext, Task> upload) => FrontDoor.OpenAsync(null, async context =>
    {
        await ((context.Request.Method, context.Request.Path.Value) switch
        {
            ("GET", "/health") => FrontDoor.Say(200, "application/json", """{"status":"healthy"}"""),
            ("POST", "/api/images/known") => NothingKnown,
            ("POST", "/api/uploads") => FrontDoor.Say(409, "application/problem+json", "{}"),
            _ => upload,
        })(context);
        return true;
    });

    private static async Task<string> PassOnAsync(VignetteProcess gallery, HttpContext context)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/upload") { Content = new StreamContent(context.Request.Body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", context.Request.ContentType);
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        request.Headers.TryAddWithoutValidation("Idempotency-Key", (string?)context.Request.Headers["Idempotency-Key"]);
        using var response = await gallery.Http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync();
    }
}
