using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Vignette.Tests;

namespace Vignette.Hosts.Tests.Rig;

/// <summary>A host of the web tier: a process of the real program.</summary>
internal sealed class CloudWeb : IAsyncDisposable
{
    public const string Assembly = "Vignette.Web.dll";

    private CloudWeb(HostProgram process, Uri address)
    {
        Process = process;
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = address };
    }

    public HostProgram Process { get; }

    /// <summary>Follows no redirects and keeps no cookies.</summary>
    public HttpClient Http { get; }

    public static async Task<CloudWeb> StartAsync(Dictionary<string, string?> environment)
    {
        var port = LoopbackPort.Free();
        environment["PORT"] = $"{port}";
        var web = new CloudWeb(HostProgram.Start(Assembly, [], environment), new Uri($"http://127.0.0.1:{port}"));
        await Eventually.BeAsync(async () =>
        {
            web.Process.Ended.IsCompleted.ShouldBeFalse(web.Process.Output);
            try
            {
                return (await web.Http.GetAsync(new Uri("/health", UriKind.Relative), TestContext.Current.CancellationToken)).IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
        return web;
    }

    /// <summary>A form that uploads a file.</summary>
    /// <param name="token">What the page's form has against forgery; null for a script's.</param>
    public static MultipartFormDataContent Form(string photo, string? token = null)
    {
        var form = new MultipartFormDataContent();
        if (token is not null)
        {
            // Before the files, as in the page: they are taken in as they come.
            form.Add(new StringContent(token), "__RequestVerificationToken");
        }

        form.Add(new ByteArrayContent(File.ReadAllBytes(Photos.Path(photo))), "file", Path.GetFileName(photo));
        return form;
    }

    public Task<HttpResponseMessage> GetAsync(string path) => Http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    /// <summary>Approves an image as it is, and returns its version.</summary>
    public async Task<long> ApproveAsync(string id, string? caption = null)
    {
        var token = TestContext.Current.CancellationToken;
        var address = new Uri($"/api/images/{id}/annotations", UriKind.Relative);
        var document = JsonElement.Parse(await Http.GetStringAsync(address, token));
        var edit = new Dictionary<string, object> { ["version"] = document.GetProperty("version").GetInt64(), ["review"] = "approved" };
        if (caption is not null)
        {
            edit.Add("caption", caption);
        }

        using var response = await Http.PutAsync(address, new StringContent(JsonSerializer.Serialize(edit), Encoding.UTF8, "application/json"), token);
        var answer = await response.Content.ReadAsStringAsync(token);
        response.IsSuccessStatusCode.ShouldBeTrue(answer);
        return JsonElement.Parse(answer).GetProperty("version").GetInt64();
    }

    /// <summary>Uploads a file as a script does, and returns the image's id.</summary>
    public async Task<string> UploadAsync(string photo)
    {
        using var form = Form(photo);
        return await UploadAsync(form);
    }

    /// <inheritdoc cref="UploadAsync(string)"/>
    public async Task<string> UploadAsync(HttpContent file, string name)
    {
        using var form = new MultipartFormDataContent { { file, "file", name } };
        return await UploadAsync(form);
    }

    /// <summary>What announces a file for which an address in the store is wanted.</summary>
    public static StringContent Announcement(string photo)
    {
        var bytes = File.ReadAllBytes(Photos.Path(photo));
        var text = JsonSerializer.Serialize(new { filename = Path.GetFileName(photo), size = bytes.Length, signature = Convert.ToBase64String(bytes.AsSpan(0, 12)) });
        return new StringContent(text, Encoding.UTF8, "application/json");
    }

    /// <summary>Announces a file, and returns where to put it.</summary>
    public async Task<JsonElement> AnnounceAsync(string photo)
    {
        using var announcement = Announcement(photo);
        using var answer = await Http.PostAsync(new Uri("/api/uploads", UriKind.Relative), announcement, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, text);
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    /// <summary>Puts a file where a ticket says, as anybody may, and returns the image's id.</summary>
    public static async Task<string> PutAsync(JsonElement ticket, string photo)
    {
        using var anybody = new HttpClient();
        using var content = new ByteArrayContent(await File.ReadAllBytesAsync(Photos.Path(photo), TestContext.Current.CancellationToken));
        foreach (var header in ticket.GetProperty("headers").EnumerateObject())
        {
            content.Headers.Add(header.Name, header.Value.GetString());
        }

        using var answer = await anybody.PutAsync(new Uri(ticket.GetProperty("url").GetString()!), content, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return ticket.GetProperty("id").GetString()!;
    }

    /// <summary>Says that a file has been put.</summary>
    public async Task CompleteAsync(string id)
    {
        using var answer = await Http.PostAsync(new Uri($"/api/uploads/{id}/complete", UriKind.Relative), null, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Process.DisposeAsync();
    }

    private async Task<string> UploadAsync(MultipartFormDataContent form)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/upload") { Content = form };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        using var answer = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, text);
        using var json = JsonDocument.Parse(text);
        return json.RootElement.GetProperty("images")[0].GetProperty("id").GetString()!;
    }
}
