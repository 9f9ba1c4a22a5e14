using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Vignette.Gallery.Access;

/// <summary>Who may make the first account of all: whoever sits at the machine itself, or has the code that was made with the deployment.</summary>
internal sealed class SetupGate(GalleryOptions options)
{
    public const string WrongCode = "This is not the setup code of this deployment: `pulumi stack output setupCode --show-secrets` says it.";

    public const string Elsewhere = "Nobody can sign in yet. The first account is made at the machine itself: vignette user add NAME --role admin.";

    /// <summary>Whether there is a code; without one it is only where the request comes from that counts.</summary>
    public bool HasCode => options.SetupCodeSha256 is not null;

    public bool IsOpenTo(HttpContext context, string code) => options.SetupCodeSha256 is { } expected
        ? CryptographicOperations.FixedTimeEquals(Convert.FromHexString(expected), SHA256.HashData(Encoding.UTF8.GetBytes(code.Trim())))
        : context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address);
}
