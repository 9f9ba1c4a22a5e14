using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Vignette.Gallery.Access.LoadBalancing;

namespace Vignette.Gallery.Tests.Access.LoadBalancing;

/// <summary>The region's keys are asked for as rarely as can be, and what fails heals by itself.</summary>
public sealed class PublicKeysTest
{
    private const string OtherKid = "87654321-4321-4321-4321-210987654321";

    [Fact]
    public async Task A_key_is_asked_for_once_however_many_tokens_there_are()
    {
        await using var rig = await VerifierRig.StartAsync();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => rig.ShouldAcceptAsync(rig.Forge.Make())));
        rig.Clock.Advance(PublicKeys.KnownTime - TimeSpan.FromSeconds(1));
        await rig.ShouldAcceptAsync(rig.Forge.Make());
        rig.Server.Asked.ShouldBe([$"/{TokenForge.Kid}"]);

        rig.Clock.Advance(TimeSpan.FromSeconds(1));
        await rig.ShouldAcceptAsync(rig.Forge.Make());
        rig.Server.Asked.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_new_key_is_followed_while_the_old_one_lasts_and_a_withdrawn_one_is_forgotten()
    {
        await using var rig = await VerifierRig.StartAsync();
        using var next = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await rig.ShouldAcceptAsync(rig.Forge.Make());

        rig.Server.Publish(OtherKid, next);
        await rig.ShouldAcceptAsync(rig.Forge.Make(header => header["kid"] = OtherKid, key: next));
        await rig.ShouldAcceptAsync(rig.Forge.Make());
        await rig.ShouldRefuseAsync(rig.Forge.Make(header => header["kid"] = OtherKid), TokenFault.BadSignature);
        rig.Server.Asked.Count.ShouldBe(2);

        rig.Server.Withdraw(TokenForge.Kid);
        rig.Clock.Advance(PublicKeys.KnownTime);
        await rig.ShouldRefuseAsync(rig.Forge.Make(), TokenFault.UnknownKey);
        await rig.ShouldAcceptAsync(rig.Forge.Make(header => header["kid"] = OtherKid, key: next));
    }

    [Fact]
    public async Task An_unknown_key_is_not_asked_for_again_until_a_while_has_passed()
    {
        await using var rig = await VerifierRig.StartAsync();
        var token = rig.Forge.Make(header => header["kid"] = OtherKid);
        for (var i = 0; i < 10; i++)
        {
            await rig.ShouldRefuseAsync(token, TokenFault.UnknownKey);
        }

        rig.Server.Asked.Count.ShouldBe(1);
        rig.Server.Publish(OtherKid, rig.Forge.Key);
        rig.Clock.Advance(PublicKeys.UnknownTime);
        await rig.ShouldAcceptAsync(rig.Forge.Make(header => header["kid"] = OtherKid));
        rig.Server.Asked.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Made_up_keys_are_not_asked_for_without_bound_and_harm_nobody_who_is_known()
    {
        await using var rig = await VerifierRig.StartAsync();
        await rig.ShouldAcceptAsync(rig.Forge.Make());
        var number = 0;
        for (var minute = 0; minute < 5; minute++)
        {
            for (var i = 0; i < 100; i++)
            {
                var kid = $"00000000-0000-0000-0000-{(number++).ToString("d12", CultureInfo.InvariantCulture)}";
                (await rig.VerifyAsync(rig.Forge.Make(header => header["kid"] = kid))).Fault.ShouldBeOneOf(TokenFault.UnknownKey, TokenFault.KeyEndpointAway);
            }

            await rig.ShouldAcceptAsync(rig.Forge.Make());
            rig.Clock.Advance(PublicKeys.Window);
        }

        // The first minute's has the known key among them.
        rig.Server.Asked.Count.ShouldBe(5 * PublicKeys.MaxFetches);
        rig.Server.Asked.Count(path => path == $"/{TokenForge.Kid}").ShouldBe(1);
    }

    [Fact]
    public async Task A_known_key_is_renewed_though_made_up_ones_are_asked_for()
    {
        await using var rig = await VerifierRig.StartAsync();
        await rig.ShouldAcceptAsync(rig.Forge.Make());
        rig.Clock.Advance(PublicKeys.KnownTime);
        for (var i = 0; i < 2 * PublicKeys.MaxFetches; i++)
        {
            await rig.VerifyAsync(rig.Forge.Make(header => header["kid"] = $"00000000-0000-0000-0000-{i.ToString("d12", CultureInfo.InvariantCulture)}"));
        }

        await rig.ShouldAcceptAsync(rig.Forge.Make());
    }

    [Theory]
    [InlineData(StatusCodes.Status500InternalServerError, "")]
    [InlineData(StatusCodes.Status503ServiceUnavailable, "<html>away</html>")]
    [InlineData(StatusCodes.Status302Found, "")]
    [InlineData(StatusCodes.Status200OK, "")]
    [InlineData(StatusCodes.Status200OK, "<html>a proxy's page</html>")]
    [InlineData(StatusCodes.Status200OK, "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----")]
    public async Task While_the_endpoint_fails_nobody_is_let_in_and_then_everybody_is_again(int status, string body)
    {
        await using var rig = await VerifierRig.StartAsync();
        rig.Server.Instead = context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = $"{rig.Server.Address}elsewhere";
            return context.Response.WriteAsync(body);
        };

        await rig.ShouldRefuseAsync(rig.Forge.Make(), TokenFault.KeyEndpointAway);
        await rig.ShouldRefuseAsync(rig.Forge.Make(), TokenFault.KeyEndpointAway);
        rig.Server.Asked.ShouldBe([$"/{TokenForge.Kid}"]);

        rig.Server.Instead = null;
        rig.Clock.Advance(PublicKeys.AwayTime);
        await rig.ShouldAcceptAsync(rig.Forge.Make());
    }

    [Fact]
    public async Task A_key_of_another_kind_is_none()
    {
        await using var rig = await VerifierRig.StartAsync();
        using var rsa = RSA.Create(2048);
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        foreach (var key in new AsymmetricAlgorithm[] { rsa, p384 })
        {
            rig.Server.Publish(TokenForge.Kid, key);
            var verdict = await rig.New().VerifyAsync(rig.Forge.Make(), TestContext.Current.CancellationToken);
            verdict.Fault.ShouldBe(TokenFault.KeyEndpointAway);
            verdict.Reason.ShouldContain("no key");
        }
    }

    [Fact]
    public async Task An_endless_answer_is_not_read_to_its_end()
    {
        await using var rig = await VerifierRig.StartAsync();
        rig.Server.Instead = static async context =>
        {
            var block = new byte[8192];
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(block, context.RequestAborted);
            }
        };

        (await rig.ShouldRefuseAsync(rig.Forge.Make(), TokenFault.KeyEndpointAway)).ShouldContain("no key");
    }

    [Fact]
    public async Task An_endpoint_that_does_not_answer_is_given_up()
    {
        await using var rig = await VerifierRig.StartAsync();
        rig.Server.Instead = static context => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);

        var waiting = rig.VerifyAsync(rig.Forge.Make());
        await TestGallery.UntilAsync(() => Task.FromResult(rig.Server.Asked.Count == 1));
        waiting.IsCompleted.ShouldBeFalse();
        rig.Clock.Advance(PublicKeyClient.Timeout);
        var verdict = await waiting;
        verdict.Fault.ShouldBe(TokenFault.KeyEndpointAway);
        verdict.Reason.ShouldContain("did not answer within 3 s");
    }

    [Fact]
    public async Task An_endpoint_that_cannot_be_reached_is_away()
    {
        await using var rig = await VerifierRig.StartAsync();
        await rig.Server.DisposeAsync();

        (await rig.ShouldRefuseAsync(rig.Forge.Make(), TokenFault.KeyEndpointAway)).ShouldContain("cannot be reached");
    }

    [Fact]
    public async Task Who_gives_up_waiting_does_not_take_the_key_from_others()
    {
        await using var rig = await VerifierRig.StartAsync();
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        rig.Server.Instead = async context =>
        {
            await answer.Task;
            await context.Response.WriteAsync(rig.Forge.Key.ExportSubjectPublicKeyInfoPem());
        };

        using var impatient = new CancellationTokenSource();
        var first = rig.Verifier.VerifyAsync(rig.Forge.Make(), impatient.Token);
        var second = rig.VerifyAsync(rig.Forge.Make());
        await TestGallery.UntilAsync(() => Task.FromResult(rig.Server.Asked.Count == 1));
        await impatient.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(first);
        answer.SetResult();
        (await second).Fault.ShouldBeNull();
        rig.Server.Asked.Count.ShouldBe(1);
    }
}
