using System.Text.Json;
using Vignette.Hosts.Tests.Rig;
using Vignette.Tests;
using Vignette.Tests.Lambda;
using Vignette.Tests.MySql;

namespace Vignette.Hosts.Tests.Web;

/// <summary>The same program as the load balancer's target on Lambda.</summary>
public sealed class LambdaTargetTests(MySqlServer database, RadosGateway storage) : CloudTest(database, storage)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Pages_uploads_and_pictures_go_through_the_load_balancers_events()
    {
        await using var api = await LambdaRuntimeApi.StartAsync();
        await using var process = HostProgram.Start(CloudWeb.Assembly, [], Cloud.With(("AWS_LAMBDA_RUNTIME_API", api.Address), ("AWS_LAMBDA_FUNCTION_NAME", "vignette-web")));

        var health = await AskAsync(api, "GET", "/health");
        health.GetProperty("statusCode").GetInt32().ShouldBe(200);
        TestContext.Current.TestOutputHelper?.WriteLine($"Start of the process to its first answer: {TimeProvider.System.GetElapsedTime(process.Started).TotalMilliseconds:0} ms");

        var page = await AskAsync(api, "GET", "/gallery");
        page.GetProperty("statusCode").GetInt32().ShouldBe(200);
        page.GetProperty("body").GetString()!.ShouldContain("<html");
        Header(page, "Strict-Transport-Security").ShouldNotBeNull();

        using var form = CloudWeb.Form("good/rocket.jpg");
        var upload = await AskAsync(api, "POST", "/upload", await form.ReadAsByteArrayAsync(Token), ("content-type", form.Headers.ContentType!.ToString()), ("accept", "application/json"));
        upload.GetProperty("statusCode").GetInt32().ShouldBe(201, upload.ToString());
        var image = await ImageAsync();
        image.Stored.ShouldBeTrue();

        var picture = await AskAsync(api, "GET", $"/media/{image.Id}/original");
        picture.GetProperty("statusCode").GetInt32().ShouldBe(302);
        using var anybody = new HttpClient();
        (await anybody.GetByteArrayAsync(new Uri(Header(picture, "Location")!), Token)).Length.ShouldBe((int)image.Size);
    }

    [Fact]
    public async Task What_is_too_large_for_the_load_balancers_events_goes_past_them()
    {
        await using var api = await LambdaRuntimeApi.StartAsync();
        await using var process = HostProgram.Start(CloudWeb.Assembly, [], Cloud.With(("AWS_LAMBDA_RUNTIME_API", api.Address), ("AWS_LAMBDA_FUNCTION_NAME", "vignette-web")));
        var page = (await AskAsync(api, "GET", "/")).GetProperty("body").GetString()!;
        page.ShouldContain("data-direct=\"true\"");
        page.ShouldContain("Without JavaScript, up to 1 MB in all");

        using var announcement = CloudWeb.Announcement("good/rocket.jpg");
        var announced = await AskAsync(api, "POST", "/api/uploads", await announcement.ReadAsByteArrayAsync(Token), ("content-type", "application/json"));
        announced.GetProperty("statusCode").GetInt32().ShouldBe(201, announced.ToString());
        using var ticket = JsonDocument.Parse(announced.GetProperty("body").GetString()!);
        var id = await CloudWeb.PutAsync(ticket.RootElement, "good/rocket.jpg");

        (await AskAsync(api, "POST", $"/api/uploads/{id}/complete")).GetProperty("statusCode").GetInt32().ShouldBe(200);
        (await ImageAsync()).Id.ToString().ShouldBe(id);
    }

    [Fact]
    public async Task A_page_is_told_at_once_that_events_cannot_be_streamed()
    {
        await using var api = await LambdaRuntimeApi.StartAsync();
        await using var process = HostProgram.Start(CloudWeb.Assembly, [], Cloud.With(("AWS_LAMBDA_RUNTIME_API", api.Address), ("AWS_LAMBDA_FUNCTION_NAME", "vignette-web")));
        (await AskAsync(api, "GET", "/api/events")).GetProperty("statusCode").GetInt32().ShouldBe(204);
    }

    private static string? Header(JsonElement answer, string name) =>
        answer.GetProperty("multiValueHeaders").EnumerateObject().FirstOrDefault(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { Value.ValueKind: JsonValueKind.Array } header
            ? header.Value[0].GetString()
            : null;

    private async Task<JsonElement> AskAsync(LambdaRuntimeApi api, string method, string path, byte[]? body = null, params (string Name, string Value)[] headers)
    {
        var all = new Dictionary<string, string[]>
        {
            ["host"] = ["gallery.example"],
            ["x-forwarded-for"] = ["203.0.113.9"],
            ["x-forwarded-port"] = ["443"],
            ["x-forwarded-proto"] = ["https"],
            ["authorization"] = [$"Bearer {await Cloud.TokenAsync()}"],
            ["x-amzn-trace-id"] = ["Root=1-5759e988-bd862e3fe1be46a994272793"],
        };
        foreach (var (name, value) in headers)
        {
            all[name] = [value];
        }

        var request = JsonSerializer.Serialize(new
        {
            requestContext = new { elb = new { targetGroupArn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/web/0123456789abcdef" } },
            httpMethod = method,
            path,
            multiValueQueryStringParameters = new { },
            multiValueHeaders = all,
            body = body is null ? "" : Convert.ToBase64String(body),
            isBase64Encoded = body is not null,
        });
        return (await api.InvokeAsync(request, Timeout, Token)).Json();
    }
}
