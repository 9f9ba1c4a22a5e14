using System.Security.Cryptography;
using System.Text;
using Vignette.Gallery.Access.LoadBalancing;

namespace Vignette.Gallery.Tests.Access.LoadBalancing;

/// <summary>Tokens as a load balancer makes them are believed, and none that is not.</summary>
public sealed class TokenVerifierTest
{
    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("aa")]
    public async Task A_load_balancers_token_is_believed_whatever_its_padding(string filler)
    {
        await using var rig = await VerifierRig.StartAsync();

        await rig.ShouldAcceptAsync(rig.Forge.Make(header => header["x"] = filler, payload => payload["x"] = filler));
        await rig.ShouldAcceptAsync(TokenForge.Sign(rig.Forge.Content().Replace("=", "", StringComparison.Ordinal), content => rig.Forge.Key.SignData(content, HashAlgorithmName.SHA256)));
    }

    [Fact]
    public async Task What_is_not_documented_of_the_payload_need_not_be_there()
    {
        await using var rig = await VerifierRig.StartAsync();

        await rig.ShouldAcceptAsync(rig.Forge.Make(header => header.Remove("typ"), payload => Remove(payload, "exp", "iss", "username")));
        await rig.ShouldAcceptAsync(rig.Forge.Make(payload: payload => payload["email_verified"] = true));
    }

    [Fact]
    public async Task Without_a_signature_nothing_is_believed()
    {
        await using var rig = await VerifierRig.StartAsync();
        foreach (var none in new[] { "none", "None", "NONE", "" })
        {
            var content = rig.Forge.Content(header => header["alg"] = none);
            await rig.ShouldRefuseAsync($"{content}.", TokenFault.WrongAlgorithm);
            await rig.ShouldRefuseAsync(TokenForge.Sign(content, bytes => rig.Forge.Key.SignData(bytes, HashAlgorithmName.SHA256)), TokenFault.WrongAlgorithm);
        }

        await rig.ShouldRefuseAsync($"{rig.Forge.Content()}.", TokenFault.BadSignature);
        await rig.ShouldRefuseAsync(TokenForge.Sign(rig.Forge.Content(), _ => new byte[64]), TokenFault.BadSignature);
    }

    [Fact]
    public async Task The_published_key_is_no_secret_to_sign_by()
    {
        await using var rig = await VerifierRig.StartAsync();
        var pem = Encoding.ASCII.GetBytes(rig.Forge.Key.ExportSubjectPublicKeyInfoPem());
        foreach (var secret in new[] { pem, [.. pem, (byte)'\n'], rig.Forge.Key.ExportSubjectPublicKeyInfo() })
        {
            await rig.ShouldRefuseAsync(TokenForge.Sign(rig.Forge.Content(header => header["alg"] = "HS256"), content => HMACSHA256.HashData(secret, content)), TokenFault.WrongAlgorithm);
            await rig.ShouldRefuseAsync(TokenForge.Sign(rig.Forge.Content(), content => HMACSHA256.HashData(secret, content)), TokenFault.BadSignature);
        }

        rig.Server.Asked.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Another_algorithm_is_not_believed_even_with_a_published_key()
    {
        await using var rig = await VerifierRig.StartAsync();
        using var rsa = RSA.Create(2048);
        await rig.ShouldRefuseAsync(TokenForge.Sign(rig.Forge.Content(header => header["alg"] = "RS256"), content => rsa.SignData(content, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)), TokenFault.WrongAlgorithm);
        await rig.ShouldRefuseAsync(TokenForge.Sign(rig.Forge.Content(header => header["alg"] = "ES384"), content => rig.Forge.Key.SignData(content, HashAlgorithmName.SHA384)), TokenFault.WrongAlgorithm);
        await rig.ShouldRefuseAsync(rig.Forge.Make(header => header["alg"] = null), TokenFault.WrongAlgorithm);
        await rig.ShouldRefuseAsync(rig.Forge.Make(header => header["alg"] = "es256"), TokenFault.WrongAlgorithm);
        rig.Server.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_key_is_not_believed_under_the_name_of_a_published_one()
    {
        await using var rig = await VerifierRig.StartAsync();
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        await rig.ShouldRefuseAsync(rig.Forge.Make(key: other), TokenFault.BadSignature);

        // Nor where the token brings its key, or says where to find it.
        var numbers = other.ExportParameters(includePrivateParameters: false);
        var jwk = new { kty = "EC", crv = "P-256", kid = TokenForge.Kid, x = TokenForge.Encode(numbers.Q.X!), y = TokenForge.Encode(numbers.Q.Y!) };
        await rig.ShouldRefuseAsync(rig.Forge.Make(header => header["jwk"] = jwk, key: other), TokenFault.BadSignature);
        await rig.ShouldRefuseAsync(rig.Forge.Make(header => (header["jku"], header["x5u"]) = (rig.Server.Address + "jwks", rig.Server.Address + "x5u"), key: other), TokenFault.BadSignature);
        rig.Server.Asked.ShouldBe([$"/{TokenForge.Kid}"]);
    }

    [Theory]
    [InlineData("arn:aws:elasticloadbalancing:eu-central-1:111111111111:loadbalancer/app/other/0123456789abcdef")]
    [InlineData("arn:aws:elasticloadbalancing:eu-central-1:222222222222:loadbalancer/app/gallery/0123456789abcdef")]
    [InlineData(TokenForge.Signer + " ")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData(1)]
    public async Task Another_load_balancers_token_is_refused(object? signer)
    {
        await using var rig = await VerifierRig.StartAsync();

        (await rig.ShouldRefuseAsync(rig.Forge.Make(header => Set(header, "signer", signer)), TokenFault.WrongSigner)).ShouldContain("LOAD_BALANCER_ARN");

        // As claims of the payload, where a person might have a say, they prove nothing.
        await rig.ShouldRefuseAsync(rig.Forge.Make(header => Set(header, "signer", signer), payload => payload["signer"] = TokenForge.Signer), TokenFault.WrongSigner);
        rig.Server.Asked.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("another")]
    [InlineData("")]
    [InlineData(null)]
    public async Task Another_clients_token_is_refused(string? client)
    {
        await using var rig = await VerifierRig.StartAsync();

        (await rig.ShouldRefuseAsync(rig.Forge.Make(header => Set(header, "client", client)), TokenFault.WrongClient)).ShouldContain("COGNITO_CLIENT_ID");
        rig.Server.Asked.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Another")]
    [InlineData(TokenForge.Issuer + "/")]
    [InlineData("")]
    [InlineData(null)]
    public async Task Another_user_pools_token_is_refused(string? issuer)
    {
        await using var rig = await VerifierRig.StartAsync();

        (await rig.ShouldRefuseAsync(rig.Forge.Make(header => Set(header, "iss", issuer)), TokenFault.WrongIssuer)).ShouldContain("COGNITO_ISSUER");
        if (issuer is not null)
        {
            await rig.ShouldRefuseAsync(rig.Forge.Make(payload: payload => payload["iss"] = issuer), TokenFault.WrongIssuer);
        }

        await rig.ShouldRefuseAsync(rig.Forge.Make(payload: payload => payload["iss"] = 1), TokenFault.Malformed);
        rig.Server.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_token_ends_with_its_expiry_and_the_tolerated_skew()
    {
        await using var rig = await VerifierRig.StartAsync();
        var token = rig.Forge.Make();

        rig.Clock.Advance(TimeSpan.FromSeconds(90) + TokenVerifier.MaxSkew - TimeSpan.FromSeconds(1));
        await rig.ShouldAcceptAsync(token);
        rig.Clock.Advance(TimeSpan.FromSeconds(1));
        await rig.ShouldRefuseAsync(token, TokenFault.Expired);
    }

    [Fact]
    public async Task Header_and_payload_both_end_a_token()
    {
        await using var rig = await VerifierRig.StartAsync();
        var past = rig.Clock.GetUtcNow().Subtract(TokenVerifier.MaxSkew).ToUnixTimeSeconds();

        await rig.ShouldRefuseAsync(rig.Forge.Make(header => header["exp"] = past), TokenFault.Expired);
        await rig.ShouldRefuseAsync(rig.Forge.Make(payload: payload => payload["exp"] = past), TokenFault.Expired);
        await rig.ShouldRefuseAsync(rig.Forge.Make(header => header["exp"] = 0), TokenFault.Expired);
        await rig.ShouldRefuseAsync(rig.Forge.Make(header => header["exp"] = -1), TokenFault.Expired);
        await rig.ShouldRefuseAsync(rig.Forge.Make(header => header.Remove("exp")), TokenFault.Malformed);
        await rig.ShouldRefuseAsync(rig.Forge.Make(header => header["exp"] = "never"), TokenFault.Malformed);
        await rig.ShouldRefuseAsync(rig.Forge.Make(payload: payload => payload["exp"] = new[] { rig.Forge.Expiry }), TokenFault.Malformed);
        rig.Server.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_token_that_is_not_yet_valid_is_refused()
    {
        await using var rig = await VerifierRig.StartAsync();
        var edge = rig.Clock.GetUtcNow().Add(TokenVerifier.MaxSkew).ToUnixTimeSeconds();
        foreach (var claim in new[] { "nbf", "iat" })
        {
            await rig.ShouldAcceptAsync(rig.Forge.Make(payload: payload => payload[claim] = edge));
            await rig.ShouldRefuseAsync(rig.Forge.Make(payload: payload => payload[claim] = edge + 1), TokenFault.NotYetValid);
            await rig.ShouldRefuseAsync(rig.Forge.Make(payload: payload => payload[claim] = "soon"), TokenFault.Malformed);
        }
    }

    [Fact]
    public async Task A_clock_that_is_five_minutes_off_is_named()
    {
        await using var rig = await VerifierRig.StartAsync();
        var token = rig.Forge.Make(payload: payload => payload["iat"] = rig.Clock.GetUtcNow().ToUnixTimeSeconds());
        var right = rig.Clock.GetUtcNow();

        rig.Clock.SetUtcNow(right.AddMinutes(5));
        (await rig.ShouldRefuseAsync(token, TokenFault.Expired)).ShouldBe("it expired 210 s ago, where this host's clock says 2026-01-02 03:09:05Z: up to 60 s apart are tolerated; if the clock is wrong, set it");
        rig.Clock.SetUtcNow(right.AddMinutes(-5));
        (await rig.ShouldRefuseAsync(token, TokenFault.NotYetValid)).ShouldStartWith("it becomes valid in 300 s, where this host's clock says 2026-01-02 02:59:05Z");
        rig.Clock.SetUtcNow(right);
        await rig.ShouldAcceptAsync(token);
    }

    [Fact]
    public async Task What_was_changed_after_it_was_signed_is_refused()
    {
        await using var rig = await VerifierRig.StartAsync();
        var parts = rig.Forge.Make().Split('.');
        var payload = rig.Forge.Payload();
        payload["email"] = "administrator@example.com";
        var header = rig.Forge.Header();
        header["exp"] = rig.Forge.Expiry + 1;

        await rig.ShouldRefuseAsync($"{parts[0]}.{TokenForge.Encode(payload)}.{parts[2]}", TokenFault.BadSignature);
        await rig.ShouldRefuseAsync($"{TokenForge.Encode(header)}.{parts[1]}.{parts[2]}", TokenFault.BadSignature);

        // The padding is signed too.
        rig.Forge.Content().ShouldContain('=');
        await rig.ShouldRefuseAsync(string.Join('.', parts.Select(part => part.TrimEnd('='))), TokenFault.BadSignature);
    }

    [Fact]
    public async Task What_is_no_token_is_refused_without_asking_for_a_key()
    {
        await using var rig = await VerifierRig.StartAsync();
        var token = rig.Forge.Make();
        var parts = token.Split('.');
        string[] broken =
        [
            "", " ", ".", "..", "...", "....", "null", "{}", "a.b.c", parts[0], $"{parts[0]}.{parts[1]}", $".{parts[1]}.{parts[2]}", $"{parts[0]}..{parts[2]}",
            $"{token}.{parts[2]}", $"{token}..", $"{TokenForge.Encode("[]"u8.ToArray())}.{parts[1]}.{parts[2]}", $"{TokenForge.Encode("\"ES256\""u8.ToArray())}.{parts[1]}.{parts[2]}",
            $"{TokenForge.Encode("{\"alg\":\"ES256\""u8.ToArray())}.{parts[1]}.{parts[2]}", $"{parts[0]}.{TokenForge.Encode("nonsense"u8.ToArray())}.{parts[2]}",
            TokenForge.Encode(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 2000)))) + $".{parts[1]}.{parts[2]}", $"{parts[0]}.*.{parts[2]}", "\0.\0.\0",
        ];
        foreach (var text in broken)
        {
            // A header that is no object names no algorithm.
            (await rig.VerifyAsync(text)).Fault.ShouldBeOneOf(TokenFault.Malformed, TokenFault.WrongAlgorithm);
        }

        rig.Server.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_giant_token_is_refused_unread()
    {
        await using var rig = await VerifierRig.StartAsync();

        await rig.ShouldRefuseAsync(rig.Forge.Make(payload: payload => payload["name"] = new string('x', TokenVerifier.MaxLength)), TokenFault.Malformed);
        await rig.ShouldRefuseAsync(new string('.', 10_000_000), TokenFault.Malformed);
        await rig.ShouldAcceptAsync(rig.Forge.Make(payload: payload => payload["name"] = new string('x', 10_000)));
    }

    [Theory]
    [InlineData("../../secret")]
    [InlineData("12345678-1234-1234-1234-12345678901/")]
    [InlineData("..345678-1234-1234-1234-123456789012")]
    [InlineData("12345678-1234-1234-1234-123456789012?")]
    [InlineData("12345678-1234-1234-1234-123456789012/../x")]
    [InlineData("0x345678-1234-1234-1234-123456789012")]
    [InlineData(" 2345678-1234-1234-1234-123456789012")]
    [InlineData("//example.com/-1234-1234-12345678901")]
    [InlineData("http://example.com/a-b-c-d-123456789")]
    [InlineData("123456781234123412341234567890120000")]
    [InlineData("")]
    [InlineData(null)]
    public async Task No_address_is_made_of_what_is_no_keys_id(string? kid)
    {
        await using var rig = await VerifierRig.StartAsync();

        await rig.ShouldRefuseAsync(rig.Forge.Make(header => Set(header, "kid", kid)), TokenFault.Malformed);
        rig.Server.Asked.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("false")]
    [InlineData("True ")]
    [InlineData(false)]
    [InlineData(1)]
    [InlineData(null)]
    public async Task An_email_address_that_nobody_confirmed_is_refused(object? verified)
    {
        await using var rig = await VerifierRig.StartAsync();

        await rig.ShouldRefuseAsync(rig.Forge.Make(payload: payload => Set(payload, "email_verified", verified)), TokenFault.EmailNotVerified);
    }

    [Fact]
    public async Task A_token_says_who_it_is_about()
    {
        await using var rig = await VerifierRig.StartAsync();

        await rig.ShouldRefuseAsync(rig.Forge.Make(payload: payload => Remove(payload, "email")), TokenFault.EmailNotVerified);
        await rig.ShouldRefuseAsync(rig.Forge.Make(payload: payload => payload["email"] = "ann"), TokenFault.EmailNotVerified);
        await rig.ShouldRefuseAsync(rig.Forge.Make(payload: payload => payload["email"] = new string('a', 250) + "@b.cd"), TokenFault.EmailNotVerified);
        await rig.ShouldRefuseAsync(rig.Forge.Make(payload: payload => payload["email"] = new[] { "ann@example.com" }), TokenFault.EmailNotVerified);
        await rig.ShouldRefuseAsync(rig.Forge.Make(payload: payload => Remove(payload, "sub")), TokenFault.Malformed);
        await rig.ShouldRefuseAsync(rig.Forge.Make(payload: payload => payload["sub"] = ""), TokenFault.Malformed);
        await rig.ShouldRefuseAsync(rig.Forge.Make(payload: payload => payload["sub"] = new string('a', 256)), TokenFault.Malformed);
    }

    private static void Set(Dictionary<string, object?> json, string name, object? value)
    {
        json[name] = value;
        if (value is null)
        {
            json.Remove(name);
        }
    }

    private static void Remove(Dictionary<string, object?> json, params string[] names)
    {
        foreach (var name in names)
        {
            json.Remove(name);
        }
    }
}
