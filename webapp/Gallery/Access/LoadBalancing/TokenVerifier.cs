using System.Globalization;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Vignette.Gallery.Access.LoadBalancing;

/// <summary>
/// Says whom a load balancer's <c>x-amzn-oidc-data</c> is about. It is a JWT whose header names signer, client, issuer and
/// expiry, with the claims of the user pool's userInfo endpoint as its payload:
/// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html#user-claims-encoding.
/// </summary>
/// <remarks>
/// What is to be had without the key is looked at first, so that few forgeries make anybody ask for one. Reading and the
/// signature are the library's, which takes the load balancer's padding; what it would check of issuer, audience and
/// lifetime it looks for in the payload, where this token does not have it.
/// </remarks>
internal sealed class TokenVerifier(LoadBalancerSignInOptions options, PublicKeys keys, TimeProvider clock)
{
    /// <summary>
    /// How far the clocks of host and load balancer may be apart. AWS keeps both within milliseconds; a minute is for a
    /// host or function that was suspended and has not caught up, and lengthens a stolen token's two minutes by no more than half.
    /// </summary>
    internal static readonly TimeSpan MaxSkew = TimeSpan.FromSeconds(60);

    // A load balancer refuses to sign anybody in whose claims and access token have more than 11 K together.
    internal const int MaxLength = 16 << 10;

    private const int MaxSubject = 255;
    private const int MaxEmail = 254;

    private readonly JsonWebTokenHandler _handler = new() { MaximumTokenSizeInBytes = MaxLength, MapInboundClaims = false };

    public async Task<TokenVerdict> VerifyAsync(string text, CancellationToken cancellationToken)
    {
        if (Read(text) is not { } token)
        {
            return TokenVerdict.Refuse(TokenFault.Malformed, "it is no JSON Web Token");
        }

        if (RefuseUnsigned(token) is { } refusal)
        {
            return refusal;
        }

        var lookup = await keys.FindAsync(token.Kid, cancellationToken);
        if (lookup.Key is not { } key)
        {
            return TokenVerdict.Refuse(lookup.IsAway ? TokenFault.KeyEndpointAway : TokenFault.UnknownKey, lookup.Reason);
        }

        var result = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            IssuerSigningKey = key,
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            RequireSignedTokens = true,
            TryAllIssuerSigningKeys = false,
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
        });
        return result.IsValid ? Identify(token) : TokenVerdict.Refuse(TokenFault.BadSignature, "its signature is not by the key that it names");
    }

    private static JsonWebToken? Read(string text)
    {
        if (text.Length > MaxLength)
        {
            return null;
        }

        try
        {
            return new JsonWebToken(text) is { IsEncrypted: false, EncodedPayload.Length: > 0 } token ? token : null;
        }
        catch (Exception)
        {
            return null;
        }
    }

    /// <summary>What can be said against a token before its signature is looked at.</summary>
    private TokenVerdict? RefuseUnsigned(JsonWebToken token)
    {
        if (token.Alg != SecurityAlgorithms.EcdsaSha256)
        {
            return TokenVerdict.Refuse(TokenFault.WrongAlgorithm, "it is not signed by ES256");
        }

        if (!KeyId.IsOne(token.Kid))
        {
            return TokenVerdict.Refuse(TokenFault.Malformed, "it does not name its key as load balancers do");
        }

        if (HeaderText(token, "signer") != options.LoadBalancer.ToString())
        {
            return TokenVerdict.Refuse(TokenFault.WrongSigner, $"its signer is not the load balancer that {LoadBalancerSignInOptions.LoadBalancerVariable} names");
        }

        if (HeaderText(token, "client") != options.ClientId)
        {
            return TokenVerdict.Refuse(TokenFault.WrongClient, $"its client is not the one that {LoadBalancerSignInOptions.ClientIdVariable} names");
        }

        // The payload repeats iss and exp, which is not documented; there, what is not said is not wrong.
        if (HeaderText(token, "iss") != options.Issuer || (token.TryGetPayloadValue<object>("iss", out _) && token.Issuer != options.Issuer))
        {
            return TokenVerdict.Refuse(TokenFault.WrongIssuer, $"its issuer is not the one that {LoadBalancerSignInOptions.IssuerVariable} names");
        }

        return RefuseUntimely(token);
    }

    private TokenVerdict? RefuseUntimely(JsonWebToken token)
    {
        var expiries = new List<double>();
        var beginnings = new List<double>();
        if (!Add(token.TryGetHeaderValue<object>("exp", out var expiry), expiry, expiries, isRequired: true)
            || !Add(token.TryGetPayloadValue("exp", out expiry), expiry, expiries, isRequired: false)
            || !Add(token.TryGetPayloadValue<object>("nbf", out var beginning), beginning, beginnings, isRequired: false)
            || !Add(token.TryGetPayloadValue("iat", out beginning), beginning, beginnings, isRequired: false))
        {
            return TokenVerdict.Refuse(TokenFault.Malformed, "it does not say from when to when it is valid");
        }

        var now = (clock.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds;
        var late = now - expiries.Min();
        if (late >= MaxSkew.TotalSeconds)
        {
            return TokenVerdict.Refuse(TokenFault.Expired, Clocks($"it expired {late:0} s ago"));
        }

        var early = beginnings.Count == 0 ? 0 : beginnings.Max() - now;
        return early > MaxSkew.TotalSeconds ? TokenVerdict.Refuse(TokenFault.NotYetValid, Clocks($"it becomes valid in {early:0} s")) : null;
    }

    private string Clocks(FormattableString what) =>
        $"{what.ToString(CultureInfo.InvariantCulture)}, where this host's clock says {clock.GetUtcNow():u}: up to {MaxSkew.TotalSeconds:0} s apart are tolerated; if the clock is wrong, set it";

    private static bool Add(bool isThere, object? value, List<double> times, bool isRequired)
    {
        if (!isThere)
        {
            return !isRequired;
        }

        double? time = value switch { int whole => whole, long whole => whole, double fraction when double.IsFinite(fraction) => fraction, _ => null };
        if (time is { } seconds)
        {
            times.Add(seconds);
        }

        return time is not null;
    }

    private static string? HeaderText(JsonWebToken token, string name) => token.TryGetHeaderValue<object>(name, out var value) ? value as string : null;

    private static TokenVerdict Identify(JsonWebToken token)
    {
        if (PayloadText(token, "sub") is not { Length: > 0 and <= MaxSubject } subject)
        {
            return TokenVerdict.Refuse(TokenFault.Malformed, "it does not say whom it is about");
        }

        // The user pool's userInfo endpoint says it as text.
        var isVerified = token.TryGetPayloadValue<object>("email_verified", out var verified) && verified is true or "true";
        return isVerified && PayloadText(token, "email") is { Length: >= 3 and <= MaxEmail } email && email.Contains('@', StringComparison.Ordinal)
            ? TokenVerdict.Accept(new ExternalIdentity(subject, email))
            : TokenVerdict.Refuse(TokenFault.EmailNotVerified, "there is no verified e-mail address in it");
    }

    private static string? PayloadText(JsonWebToken token, string name) => token.TryGetPayloadValue<object>(name, out var value) ? value as string : null;
}
