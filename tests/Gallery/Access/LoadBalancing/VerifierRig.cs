using Microsoft.Extensions.Logging.Abstractions;
using Vignette.Gallery.Access.LoadBalancing;
using Vignette.Tests;

namespace Vignette.Gallery.Tests.Access.LoadBalancing;

/// <summary>A verifier with a key server of its own and a clock that the test moves.</summary>
internal sealed class VerifierRig : IAsyncDisposable
{
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    private VerifierRig(KeyServer server)
    {
        Server = server;
        Forge = new TokenForge(Clock);
        server.Publish(TokenForge.Kid, Forge.Key);
        Verifier = New();
    }

    public ManualTimeProvider Clock { get; } = new();

    public KeyServer Server { get; }

    public TokenForge Forge { get; }

    public TokenVerifier Verifier { get; }

    public static async Task<VerifierRig> StartAsync() => new(await KeyServer.StartAsync());

    public static LoadBalancerSignInOptions Options(Uri keys) => new()
    {
        Issuer = TokenForge.Issuer,
        ClientId = TokenForge.Client,
        Domain = new Uri("https://example.auth.eu-central-1.amazoncognito.com"),
        LoadBalancer = LoadBalancerArn.Parse(TokenForge.Signer)!,
        Administrators = ["ann@example.com"],
        PublicKeysOverride = keys,
    };

    /// <summary>A verifier that remembers nothing yet.</summary>
    public TokenVerifier New() => new(Options(Server.Address), new PublicKeys(new PublicKeyClient(_http, Server.Address, Clock, NullLogger<PublicKeyClient>.Instance), Clock), Clock);

    public Task<TokenVerdict> VerifyAsync(string token) => Verifier.VerifyAsync(token, TestContext.Current.CancellationToken);

    public async Task ShouldAcceptAsync(string token)
    {
        var verdict = await VerifyAsync(token);
        verdict.Fault.ShouldBeNull(verdict.Reason);
        verdict.Identity.ShouldBe(new ExternalIdentity("5d2f7a1c-0000-4000-8000-00000000000a", "ann@example.com"));
    }

    public async Task<string> ShouldRefuseAsync(string token, TokenFault fault)
    {
        var verdict = await VerifyAsync(token);
        verdict.Identity.ShouldBeNull();
        verdict.Fault.ShouldBe(fault, verdict.Reason);
        return verdict.Reason;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        Forge.Dispose();
        await Server.DisposeAsync();
    }
}
