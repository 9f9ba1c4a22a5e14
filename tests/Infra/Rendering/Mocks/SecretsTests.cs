using System.Text;
using Vignette.Planning;

namespace Vignette.Infra.Tests.Rendering.Mocks;

public sealed class SecretsTests
{
    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("12")]
    [InlineData("123")]
    [InlineData("1234")]
    public void A_secret_is_found_in_longer_texts_and_in_Base64(string before)
    {
        foreach (var after in (string[])["", "1", "12", "123", "\n"])
        {
            var text = before + Secrets.Marker + after;
            Secrets.Mask(text).ShouldBe(Plan.Secret);
            Secrets.Mask($"{{\"auth\":\"{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}\"}}").ShouldBe(Plan.Secret);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("a text")]
    [InlineData("YSB0ZXh0")]
    [InlineData("${vignette-database-password.id}")]
    public void Nothing_else_is_masked(string text) => Secrets.Mask(text).ShouldBe(text);
}
