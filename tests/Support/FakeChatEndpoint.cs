using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Vignette.Tests;

/// <summary>
/// A real server on loopback that speaks OpenAI's chat completions and does what <see cref="ChatAnswers"/> it is told,
/// one a request; with none left it gives the right answer.
/// </summary>
public sealed class FakeChatEndpoint : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly ConcurrentQueue<RequestDelegate> _script = new();
    private readonly ConcurrentQueue<ChatCall> _calls = new();
    private readonly Channel<ChatCall> _arrivals = Channel.CreateUnbounded<ChatCall>();

    private FakeChatEndpoint(WebApplication server) => _server = server;

    /// <summary>What to set <c>CAPTION_ENDPOINT</c> to.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Every request so far, in order of arrival.</summary>
    public IReadOnlyList<ChatCall> Calls => [.. _calls];

    public static async Task<FakeChatEndpoint> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var server = builder.Build();
        var endpoint = new FakeChatEndpoint(server);
        server.Run(endpoint.AnswerAsync);
        await server.StartAsync();
        var address = server.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();
        endpoint.Address = new Uri($"{address}/v1/");
        return endpoint;
    }

    /// <summary>Answers the next requests like this, one each.</summary>
    public void Next(params ReadOnlySpan<RequestDelegate> answers)
    {
        foreach (var answer in answers)
        {
            _script.Enqueue(answer);
        }
    }

    /// <summary>Waits for the next request that nobody has waited for.</summary>
    public ValueTask<ChatCall> CallAsync(CancellationToken cancellationToken) => _arrivals.Reader.ReadAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        // Hanging answers end with their requests.
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _server.StopAsync(now.Token);
        await _server.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        var authorization = context.Request.Headers.Authorization.Count == 0 ? null : context.Request.Headers.Authorization.ToString();
        var call = new ChatCall(context.Request.Method, context.Request.Path, authorization, body.RootElement.Clone());
        _calls.Enqueue(call);
        _arrivals.Writer.TryWrite(call);
        await (_script.TryDequeue(out var answer) ? answer : ChatAnswers.Right())(context);
    }
}
