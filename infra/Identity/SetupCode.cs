using System.Security.Cryptography;
using System.Text;
using Pulumi;
using Pulumi.Random;

namespace Vignette.Infra.Identity;

/// <summary>
/// The code by which somebody who may read the stack's secrets makes the gallery's first account. The gallery is told its
/// SHA-256 alone, which tells nobody anything of a code of 130 random bits, and so is no secret.
/// </summary>
public sealed class SetupCode : ComponentResource
{
    private const int Length = 26;

    public SetupCode(string name, ComponentResourceOptions? options = null)
        : base("vignette:infra:SetupCode", $"{name}-setup", options)
    {
        // To be typed: without capitals and signs.
        var code = new RandomPassword($"{name}-setup-code", new RandomPasswordArgs { Length = Length, Upper = false, Special = false }, new CustomResourceOptions { Parent = this });
        Code = Output.CreateSecret(code.Result);
        Sha256 = Output.Unsecret(Code.Apply(static text => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))));
        RegisterOutputs(new Dictionary<string, object?> { ["sha256"] = Sha256 });
    }

    /// <summary>A secret.</summary>
    public Output<string> Code { get; }

    /// <summary>In lower-case hexadecimal digits.</summary>
    public Output<string> Sha256 { get; }
}
