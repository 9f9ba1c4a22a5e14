using System.Net;
using System.Net.Sockets;
using System.Text;
using Amazon.Runtime;
using Microsoft.Extensions.Logging.Abstractions;
using Vignette.Pipeline;
using Vignette.Pipeline.Objects;
using Vignette.Pipeline.Objects.S3;
using Vignette.Tests;

namespace Vignette.S3.Tests;

/// <summary>Servers that refuse, are away, or hang.</summary>
public sealed class S3FaultTests(RadosGateway gateway) : IDisposable
{
    private const string Beginning = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\nETag: \"0123456789abcdef0123456789abcdef\"\r\nLast-Modified: Thu, 01 Jan 2026 00:00:00 GMT\r\n\r\nsome";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _listener.Dispose();

    [Theory]
    [InlineData(true, "SignatureDoesNotMatch")]
    [InlineData(false, "InvalidAccessKeyId")]
    public async Task Wrong_credentials_are_named(bool wrongSecret, string code)
    {
        using var bucket = await gateway.CreateBucketAsync();
        var right = await gateway.Credentials.GetCredentialsAsync();
        using var client = gateway.Options.CreateClient(new BasicAWSCredentials(wrongSecret ? right.AccessKey : "nobody", "wrong"));
        client.UseOwnConnections();
        var store = new S3ObjectStore(client, bucket.Name, TimeProvider.System, NullLogger<S3ObjectStore>.Instance);

        foreach (var call in Calls(store))
        {
            var fault = await Should.ThrowAsync<TransientFault>(call);
            fault.Message.ShouldStartWith($"The object store refuses access to the bucket {bucket.Name}: ");
        }

        (await Should.ThrowAsync<TransientFault>(() => store.GetAsync("key", Token))).Message.ShouldEndWith($": {code}.");
    }

    [Fact]
    public async Task A_server_that_is_away_is_a_fault_that_may_pass()
    {
        _listener.Start();
        var store = StoreAt(_listener.LocalEndpoint);
        _listener.Stop();

        foreach (var call in Calls(store))
        {
            (await Should.ThrowAsync<TransientFault>(call)).Message.ShouldBe("The object store is away.");
        }
    }

    [Fact]
    public async Task A_server_that_hangs_is_given_up()
    {
        _listener.Start();
        var store = StoreAt(_listener.LocalEndpoint);

        (await Should.ThrowAsync<TransientFault>(() => store.HeadAsync("key", Token))).Message.ShouldBe("The object store does not answer.");
    }

    [Fact]
    public async Task A_server_that_hangs_amid_the_content_is_given_up()
    {
        var store = StoreAt(Answer(Beginning, thenClose: false));
        await using var got = (await store.GetAsync("key", Token)).ShouldNotBeNull();

        (await Should.ThrowAsync<TransientFault>(() => got.Content.CopyToAsync(Stream.Null, Token))).Message.ShouldBe("The object store does not answer.");
    }

    [Fact]
    public async Task A_server_that_breaks_off_amid_the_content_is_a_fault_that_may_pass()
    {
        var store = StoreAt(Answer(Beginning, thenClose: true));
        await using var got = (await store.GetAsync("key", Token)).ShouldNotBeNull();

        (await Should.ThrowAsync<TransientFault>(() => got.Content.CopyToAsync(Stream.Null, Token))).Message.ShouldBe("The object store is away.");
    }

    [Fact]
    public async Task What_is_not_S3_is_a_fault_that_may_pass()
    {
        var store = StoreAt(Answer("HTTP/1.1 200 OK\r\nContent-Length: 16\r\n\r\n<p>Welcome!</pre", thenClose: true));
        await Should.ThrowAsync<TransientFault>(async () => await store.ListAsync("", Token).ToListAsync(Token));
    }

    [Fact]
    public async Task Who_cancels_waits_no_longer()
    {
        _listener.Start();
        var store = StoreAt(_listener.LocalEndpoint, TimeSpan.FromMinutes(10));
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var head = store.HeadAsync("key", cancelled.Token);
        using var connection = await _listener.AcceptSocketAsync(Token);

        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => head);
    }

    private static IEnumerable<Func<Task>> Calls(S3ObjectStore store) =>
    [
        () => store.PutAsync("key", new MemoryStream([1]), new PutOptions("image/jpeg"), Token),
        () => store.PutAsync("key", new PatternStream(9 << 20), new PutOptions("image/jpeg"), Token),
        () => store.GetAsync("key", Token),
        () => store.HeadAsync("key", Token),
        () => store.TouchAsync("key", Token),
        () => store.DeleteAsync("key", Token),
        () => store.ListAsync("", Token).ToListAsync(Token).AsTask(),
    ];

    private static S3ObjectStore StoreAt(EndPoint address, TimeSpan? timeout = null)
    {
        var options = new S3Options { Endpoint = new Uri($"http://{address}"), PathStyle = true, RequestTimeout = timeout ?? TimeSpan.FromSeconds(1) };
        return new S3ObjectStore(options.CreateClient(new BasicAWSCredentials("anybody", "anything")), "bucket", TimeProvider.System, NullLogger<S3ObjectStore>.Instance);
    }

    /// <summary>Gives every request the same answer.</summary>
    private EndPoint Answer(string answer, bool thenClose)
    {
        _listener.Start();
        _ = Task.Run(
            async () =>
            {
                while (true)
                {
                    var connection = await _listener.AcceptSocketAsync(Token);
                    await connection.ReceiveAsync(new byte[8192], Token);
                    await connection.SendAsync(Encoding.ASCII.GetBytes(answer), Token);
                    if (thenClose)
                    {
                        connection.Dispose();
                    }
                }
            },
            Token);
        return _listener.LocalEndpoint;
    }
}
