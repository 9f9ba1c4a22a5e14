using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Vignette.Gallery.Tests.Access.LoadBalancing;

/// <summary>Publishes keys as a region does: each below its id, as PEM, and forbids what is not there.</summary>
internal sealed class KeyServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ConcurrentDictionary<string, string> _keys = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _asked = new();

    private KeyServer(WebApplication application)
    {
        _application = application;
        application.Run(AnswerAsync);
    }

    public Uri Address => new(new Uri(_application.Urls.Single()), "/");

    /// <summary>Every path that was asked for.</summary>
    public IReadOnlyCollection<string> Asked => _asked;

    /// <summary>Answers instead of the keys, as long as it is set.</summary>
    public Func<HttpContext, Task>? Instead { get; set; }

    public static async Task<KeyServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        var server = new KeyServer(builder.Build());
        await server._application.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public void Publish(string kid, AsymmetricAlgorithm key) => _keys[kid] = key.ExportSubjectPublicKeyInfoPem();

    public void Withdraw(string kid) => _keys.TryRemove(kid, out _);

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        _asked.Enqueue(context.Request.Path);
        if (Instead is { } instead)
        {
            return instead(context);
        }

        if (_keys.TryGetValue(context.Request.Path.Value![1..], out var pem))
        {
            return context.Response.WriteAsync(pem, context.RequestAborted);
        }

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
