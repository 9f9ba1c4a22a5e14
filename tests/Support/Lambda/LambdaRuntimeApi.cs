using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Vignette.Tests.Lambda;

/// <summary>
/// The API that Lambda gives to a function's runtime, on loopback: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html.
/// Any number of processes may take events from it, as Lambda's instances do.
/// </summary>
public sealed class LambdaRuntimeApi : IAsyncDisposable
{
    private const string Version = "/2018-06-01/runtime";

    private readonly WebApplication _server;
    private readonly Channel<Invocation> _invocations = Channel.CreateUnbounded<Invocation>();
    private readonly ConcurrentDictionary<string, Invocation> _running = new();
    private readonly TaskCompletionSource<string> _initializationError = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _count;

    private LambdaRuntimeApi(WebApplication server) => _server = server;

    /// <summary>What <c>AWS_LAMBDA_RUNTIME_API</c> is to be.</summary>
    public string Address => new Uri(_server.Urls.First()).Authority;

    /// <summary>The error that a function's start ended with, as JSON.</summary>
    public Task<string> InitializationError => _initializationError.Task;

    public static async Task<LambdaRuntimeApi> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        var server = builder.Build();
        var api = new LambdaRuntimeApi(server);
        server.MapGet($"{Version}/invocation/next", api.NextAsync);
        server.MapPost($"{Version}/invocation/{{id}}/response", (string id, HttpRequest request) => api.EndAsync(id, isError: false, request));
        server.MapPost($"{Version}/invocation/{{id}}/error", (string id, HttpRequest request) => api.EndAsync(id, isError: true, request));
        server.MapPost($"{Version}/init/error", api.FailStartAsync);
        await server.StartAsync();
        return api;
    }

    /// <summary>Hands an event to the next process that asks for one, and returns what it answers.</summary>
    /// <param name="timeout">How long the function is told that it has.</param>
    public async Task<LambdaAnswer> InvokeAsync(string payload, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var invocation = new Invocation($"request-{Interlocked.Increment(ref _count)}", payload, timeout, new(TaskCreationOptions.RunContinuationsAsynchronously));
        await _invocations.Writer.WriteAsync(invocation, cancellationToken);
        return await invocation.Answer.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Breaks off what runs, as Lambda does with the invocations of an instance that died. What they return is not known.</summary>
    public void AbandonRunning()
    {
        foreach (var id in _running.Keys)
        {
            if (_running.TryRemove(id, out var invocation))
            {
                invocation.Answer.TrySetResult(new LambdaAnswer(IsError: true, """{"errorMessage":"The process ended."}""", TimeProvider.System.GetTimestamp()));
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Processes that wait for an event are cut off.
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _server.StopAsync(now.Token);
        await _server.DisposeAsync();
    }

    private async Task NextAsync(HttpContext context)
    {
        Invocation invocation;
        try
        {
            invocation = await _invocations.Reader.ReadAsync(context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        _running[invocation.Id] = invocation;
        var headers = context.Response.Headers;
        headers["Lambda-Runtime-Aws-Request-Id"] = invocation.Id;
        headers["Lambda-Runtime-Deadline-Ms"] = (TimeProvider.System.GetUtcNow() + invocation.Timeout).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        headers["Lambda-Runtime-Invoked-Function-Arn"] = "arn:aws:lambda:eu-central-1:123456789012:function:test";
        headers["Lambda-Runtime-Trace-Id"] = "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=0";
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(invocation.Payload);
    }

    private async Task<IResult> EndAsync(string id, bool isError, HttpRequest request)
    {
        var body = await ReadAsync(request);
        if (_running.TryRemove(id, out var invocation))
        {
            invocation.Answer.TrySetResult(new LambdaAnswer(isError, body, TimeProvider.System.GetTimestamp()));
        }

        return Taken();
    }

    private async Task<IResult> FailStartAsync(HttpRequest request)
    {
        _initializationError.TrySetResult(await ReadAsync(request));
        return Taken();
    }

    private static IResult Taken() => Results.Json(new { status = "OK" }, statusCode: StatusCodes.Status202Accepted);

    private static async Task<string> ReadAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        return await reader.ReadToEndAsync();
    }

    private sealed record Invocation(string Id, string Payload, TimeSpan Timeout, TaskCompletionSource<LambdaAnswer> Answer);
}
