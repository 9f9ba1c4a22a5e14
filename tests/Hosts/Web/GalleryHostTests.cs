using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Vignette.Hosts.Tests.Rig;
using Vignette.Tests;
using Vignette.Tests.MySql;

namespace Vignette.Hosts.Tests.Web;

/// <summary>The gallery as it runs behind the load balancer.</summary>
public sealed partial class GalleryHostTests(MySqlServer database, RadosGateway storage) : CloudTest(database, storage)
{
    [Fact]
    public async Task What_is_uploaded_is_in_the_bucket_and_in_the_catalog()
    {
        var web = await Cloud.StartWebAsync();
        var id = await web.UploadAsync("good/rocket.jpg");
        var image = await ImageAsync();
        image.Id.ToString().ShouldBe(id);
        image.Stored.ShouldBeTrue();
        (await Cloud.Originals.HeadAsync(image.ObjectKey, Token)).ShouldNotBeNull().Size.ShouldBe(new FileInfo(Photos.Path("good/rocket.jpg")).Length);
    }

    [Fact]
    public async Task A_file_goes_straight_into_the_bucket_and_the_pages_may_send_it_there()
    {
        var web = await Cloud.StartWebAsync();
        using var page = await web.GetAsync("/");
        (await page.Content.ReadAsStringAsync(Token)).ShouldContain("data-direct=\"true\"");

        var ticket = await web.AnnounceAsync("good/rocket.jpg");
        var address = new Uri(ticket.GetProperty("url").GetString()!);
        page.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem().ShouldContain($"connect-src 'self' {address.GetLeftPart(UriPartial.Authority)};");
        var id = await CloudWeb.PutAsync(ticket, "good/rocket.jpg");
        (await ImagesAsync()).ShouldBeEmpty();

        // At another host, since any may be asked.
        var other = await Cloud.StartWebAsync();
        await other.CompleteAsync(id);
        var image = await ImageAsync();
        (image.Id.ToString(), image.Size).ShouldBe((id, new FileInfo(Photos.Path("good/rocket.jpg")).Length));
    }

    [Fact]
    public async Task Pictures_come_from_the_bucket_and_the_pages_may_show_them()
    {
        var web = await Cloud.StartWebAsync();
        var id = await web.UploadAsync("good/rocket.jpg");
        using var redirect = await web.GetAsync($"/media/{id}/original");
        redirect.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var signed = redirect.Headers.Location.ShouldNotBeNull();
        using var anybody = new HttpClient();
        (await anybody.GetByteArrayAsync(signed, Token)).ShouldBe(await File.ReadAllBytesAsync(Photos.Path("good/rocket.jpg"), Token));

        using var page = await web.GetAsync("/gallery");
        page.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem().ShouldContain($"img-src 'self' data: {signed.GetLeftPart(UriPartial.Authority)};");
    }

    [Fact]
    public async Task A_form_of_one_host_is_good_at_another()
    {
        var one = await Cloud.StartWebAsync();
        var other = await Cloud.StartWebAsync();

        // Both have read their keys, and found none, before either makes one.
        await Task.WhenAll(one.GetAsync("/"), other.GetAsync("/"));
        using var answer = await PostAsync(other, await FormAsync(one));
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await answer.Content.ReadAsStringAsync(Token));
        (await ImagesAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_keys_of_forms_outlive_the_hosts()
    {
        var first = await Cloud.StartWebAsync();
        var form = await FormAsync(first);
        (await first.Process.StopAsync(Token)).ShouldBe(0);

        // A damaged key among them hinders nothing.
        await Cloud.Renditions.PutAsync("data-protection/damaged.xml", new MemoryStream("<key"u8.ToArray()), new("application/xml"), Token);
        var second = await Cloud.StartWebAsync();
        using var answer = await PostAsync(second, form);
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        Logged(second.Process, "is damaged").ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("10.0.0.0/8", false)]
    [InlineData("127.0.0.0/8,10.0.0.0/8", true)]
    public async Task Only_a_trusted_proxy_is_believed_that_the_client_came_by_https(string? trusted, bool isBelieved)
    {
        var web = await Cloud.StartWebAsync(("TRUSTED_PROXIES", trusted));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-For", "203.0.113.9");
        request.Headers.Host = "gallery.example";
        using var page = await web.Http.SendAsync(request, Token);
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        page.Headers.Contains("Strict-Transport-Security").ShouldBe(isBelieved);
    }

    [Fact]
    public async Task A_host_that_is_stopped_lets_an_upload_finish()
    {
        var web = await Cloud.StartWebAsync();
        var bytes = await File.ReadAllBytesAsync(Photos.Path("good/rocket.jpg"), Token);
        var gate = new TaskCompletionSource();
        var begun = new TaskCompletionSource();
        using var form = new MultipartFormDataContent { { new GatedContent(bytes, begun, gate.Task), "file", "rocket.jpg" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/upload") { Content = form };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        var upload = web.Http.SendAsync(request, Token);
        await begun.Task.WaitAsync(Token);
        await Eventually.BeAsync(async () => (await CountRowsAsync()) == 1);

        var stopped = web.Process.StopAsync(Token);
        gate.SetResult();
        (await upload).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await stopped).ShouldBe(0);
        (await ImageAsync()).Stored.ShouldBeTrue();
    }

    [Fact]
    public async Task Health_is_the_hosts_own_and_readiness_is_everybodys()
    {
        var web = await Cloud.StartWebAsync();
        (await ReadinessAsync(web)).ShouldBe((HttpStatusCode.OK, "catalog up, originals up, renditions up, schema up"));

        await Cloud.DatabaseServer.KillAsync();
        try
        {
            (await ReadinessAsync(web)).ShouldBe((HttpStatusCode.ServiceUnavailable, "catalog down, originals up, renditions up, schema up"));
            (await web.GetAsync("/health")).StatusCode.ShouldBe(HttpStatusCode.OK);
            using var page = await web.GetAsync("/gallery");
            page.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            page.Headers.RetryAfter.ShouldNotBeNull();
        }
        finally
        {
            await Cloud.DatabaseServer.StartAsync();
        }

        await Eventually.BeAsync(async () => (await ReadinessAsync(web)).Status == HttpStatusCode.OK);
        (await web.GetAsync("/gallery")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_host_on_an_older_schema_is_not_ready_and_says_why()
    {
        await Cloud.ExecuteAsync("DELETE FROM schema_migrations ORDER BY number DESC LIMIT 1");
        var web = await Cloud.StartWebAsync();
        (await ReadinessAsync(web)).ShouldBe((HttpStatusCode.ServiceUnavailable, "catalog up, originals up, renditions up, schema down"));
        web.Process.Output.ShouldContain("the migration must run first");
    }

    [Fact]
    public async Task The_images_health_check_asks_the_host()
    {
        var web = await Cloud.StartWebAsync();
        var port = web.Http.BaseAddress!.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        (await HealthCheckAsync(port)).ShouldBe(0);
        await web.Process.KillAsync();
        (await HealthCheckAsync(port)).ShouldBe(1);
    }

    [Theory]
    [InlineData("DB_HOST", null)]
    [InlineData("S3_IMAGE_BUCKET", "")]
    [InlineData("TRUSTED_PROXIES", "everybody")]
    [InlineData("PORT", "eighty")]
    [InlineData("SIGN_IN", null)]
    [InlineData("SIGN_IN", "none")]
    [InlineData("SETUP_CODE_SHA256", "1234")]
    public async Task A_variable_that_is_missing_or_wrong_stops_the_start_and_is_named(string variable, string? value)
    {
        await using var process = HostProgram.Start(CloudWeb.Assembly, [], Cloud.With((variable, value)));
        (await process.Ended.WaitAsync(TimeSpan.FromMinutes(1), Token)).ShouldBe(1);
        process.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldHaveSingleItem().ShouldContain(variable);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex FormToken();

    /// <summary>What a browser keeps of the upload page.</summary>
    private static async Task<(string Cookie, string FormToken)> FormAsync(CloudWeb web)
    {
        using var page = await web.GetAsync("/");
        var token = FormToken().Match(await page.Content.ReadAsStringAsync(Token)).Groups[1].Value;
        return (page.Headers.GetValues("Set-Cookie").First().Split(';')[0], WebUtility.HtmlDecode(token));
    }

    private static async Task<HttpResponseMessage> PostAsync(CloudWeb web, (string Cookie, string FormToken) form)
    {
        using var content = CloudWeb.Form("good/rocket.jpg", form.FormToken);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/upload") { Content = content };
        request.Headers.Add("Cookie", form.Cookie);
        return await web.Http.SendAsync(request, Token);
    }

    private async Task<long> CountRowsAsync() => await Cloud.CountAsync("images");

    private static async Task<int> HealthCheckAsync(string port)
    {
        await using var check = HostProgram.Start(CloudWeb.Assembly, ["--health-check"], new Dictionary<string, string?> { ["PORT"] = port });
        return await check.Ended.WaitAsync(TimeSpan.FromMinutes(1), Token);
    }

    private static async Task<(HttpStatusCode Status, string Dependencies)> ReadinessAsync(CloudWeb web)
    {
        using var answer = await web.GetAsync("/health/ready");
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Token));
        var states = json.RootElement.GetProperty("dependencies").EnumerateObject().Select(state => $"{state.Name} {state.Value.GetString()}");
        return (answer.StatusCode, string.Join(", ", states.Order(StringComparer.Ordinal)));
    }
}
