using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Vignette.Tests.MySql;

/// <summary>An authority that lives for one run of the tests, and a server's certificate from it.</summary>
public static class TestCertificates
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(2);

    /// <summary>Writes <c>ca.pem</c>, <c>server-cert.pem</c> and <c>server-key.pem</c>, the server's for <c>localhost</c>.</summary>
    public static void Write(string folder)
    {
        var now = TimeProvider.System.GetUtcNow();
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authorityRequest = new CertificateRequest("CN=Vignette test authority", authorityKey, HashAlgorithmName.SHA256);
        authorityRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        authorityRequest.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        using var authority = authorityRequest.CreateSelfSigned(now - Life, now + Life);

        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        using var server = request.Create(
            authorityRequest.SubjectName,
            X509SignatureGenerator.CreateForECDsa(authorityKey),
            now - (Life / 2),
            now + (Life / 2),
            RandomNumberGenerator.GetBytes(8));

        File.WriteAllText(Path.Combine(folder, "ca.pem"), authority.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "server-cert.pem"), server.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "server-key.pem"), key.ExportPkcs8PrivateKeyPem());
    }
}
