using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Vignette.Cli.Tests.Deployments;

/// <summary>A real server on loopback that stands before a gallery, as a load balancer does, and passes on what the test does not answer itself.</summary>
internal sealed class FrontDoor : IAsyncDisposable
{
    private static readonly string[] NotPassedOn = ["Host", "Transfer-Encoding", "Connection"];

    private readonly WebApplication _server;
    private readonly HttpClient _behind = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
    private readonly Uri? _gallery;
    private readonly Func<HttpContext, Task<bool>> _answer;
    private int _running;

    private FrontDoor(WebApplication server, Uri? gallery, Func<HttpContext, Task<bool>> answer) => (_server, _gallery, _answer) = (server, gallery, answer);

    public Uri Address { get; private set; } = null!;

    /// <summary>Whether it has requests that it has not answered.</summary>
    public bool IsBusy => Volatile.Read(ref _running) > 0;

    /// <param name="gallery">What is behind; null for nothing.</param>
    /// <param name="answer">Answers a request itself, or says false.</param>
    /// <param name="certificate">Where it speaks TLS.</param>
    public static async Task<FrontDoor> OpenAsync(Uri? gallery, Func<HttpContext, Task<bool>> answer, X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
            {
                listen.UseHttps(certificate);
            }
        }));
        var server = builder.Build();
        var door = new FrontDoor(server, gallery, answer);
        server.Run(door.RunAsync);
        await server.StartAsync();
        door.Address = new Uri(server.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single());
        return door;
    }

    /// <summary>Answers a request of one method and path.</summary>
    public static Func<HttpContext, Task<bool>> On(string method, string pathStart, Func<HttpContext, Task> answer) => async context =>
    {
        if (context.Request.Method != method || !context.Request.Path.Value!.StartsWith(pathStart, StringComparison.Ordinal))
        {
            return false;
        }

        await answer(context);
        return true;
    };

    public static Func<HttpContext, Task> Say(int status, string mediaType, string body) => context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = mediaType;
        return context.Response.WriteAsync(body);
    };

    public async ValueTask DisposeAsync()
    {
        // Hanging answers end with their requests.
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _server.StopAsync(now.Token);
        await _server.DisposeAsync();
        _behind.Dispose();
    }

    private async Task RunAsync(HttpContext context)
    {
        Interlocked.Increment(ref _running);
        try
        {
            await AnswerAsync(context);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (await _answer(context))
        {
            return;
        }

        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), new Uri(_gallery!, context.Request.Path + context.Request.QueryString));
        if (context.Request.ContentLength > 0 || context.Request.Headers.TransferEncoding.Count > 0)
        {
            request.Content = new StreamContent(context.Request.Body);
        }

        foreach (var (name, values) in context.Request.Headers.Where(header => !NotPassedOn.Contains(header.Key)))
        {
            if (!request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
            }
        }

        using var response = await _behind.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
        context.Response.StatusCode = (int)response.StatusCode;
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers).Where(header => !NotPassedOn.Contains(header.Key)))
        {
            context.Response.Headers[name] = values.ToArray();
        }

        await response.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
