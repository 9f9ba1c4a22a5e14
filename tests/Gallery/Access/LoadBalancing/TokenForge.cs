using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Vignette.Gallery.Tests.Access.LoadBalancing;

/// <summary>Makes tokens as a load balancer does, padding included, or as somebody else would.</summary>
internal sealed class TokenForge(TimeProvider clock) : IDisposable
{
    public const string Kid = "12345678-1234-1234-1234-123456789012";

    public const string Signer = "arn:aws:elasticloadbalancing:eu-central-1:111111111111:loadbalancer/app/gallery/0123456789abcdef";

    public const string Client = "1example23456789";

    public const string Issuer = "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_ABCdef123";

    public ECDsa Key { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>A minute and a half ahead, as a load balancer does it.</summary>
    public long Expiry => clock.GetUtcNow().AddSeconds(90).ToUnixTimeSeconds();

    public Dictionary<string, object?> Header() => new()
    {
        ["typ"] = "JWT",
        ["alg"] = "ES256",
        ["kid"] = Kid,
        ["iss"] = Issuer,
        ["client"] = Client,
        ["signer"] = Signer,
        ["exp"] = Expiry,
    };

    public Dictionary<string, object?> Payload() => new()
    {
        ["sub"] = "5d2f7a1c-0000-4000-8000-00000000000a",
        ["email_verified"] = "true",
        ["email"] = "ann@example.com",
        ["username"] = "5d2f7a1c-0000-4000-8000-00000000000a",
        ["exp"] = Expiry,
        ["iss"] = Issuer,
    };

    /// <summary>A token with a few things as they should not be; null as a value leaves the field out.</summary>
    public string Make(Action<Dictionary<string, object?>>? header = null, Action<Dictionary<string, object?>>? payload = null, ECDsa? key = null) =>
        Sign(Content(header, payload), content => (key ?? Key).SignData(content, HashAlgorithmName.SHA256));

    /// <summary>What is signed: header and payload.</summary>
    public string Content(Action<Dictionary<string, object?>>? header = null, Action<Dictionary<string, object?>>? payload = null)
    {
        var (head, body) = (Header(), Payload());
        header?.Invoke(head);
        payload?.Invoke(body);
        return $"{Encode(head)}.{Encode(body)}";
    }

    public static string Sign(string content, Func<byte[], byte[]> sign) => $"{content}.{Encode(sign(Encoding.ASCII.GetBytes(content)))}";

    public static string Encode(byte[] bytes) => Convert.ToBase64String(bytes).Replace('+', '-').Replace('/', '_');

    public static string Encode(object json) => Encode(JsonSerializer.SerializeToUtf8Bytes(json));

    public void Dispose() => Key.Dispose();
}
