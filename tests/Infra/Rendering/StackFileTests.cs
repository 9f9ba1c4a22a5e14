using Vignette.Infra.Configuration;
using Vignette.Rendering;

namespace Vignette.Infra.Tests.Rendering;

public sealed class StackFileTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Values_are_as_Pulumi_hands_them_over()
    {
        var configuration = Read("""
            encryptionsalt: v1:abc
            config:
              aws:region: elsewhere
              vignette:zones: 3
              vignette:captions: offline
              vignette:webInstanceTypes: [t4g.small, t4g.medium]
            """);
        configuration.Values.ShouldBe(new Dictionary<string, string> { ["zones"] = "3", ["captions"] = "offline", ["webInstanceTypes"] = """["t4g.small","t4g.medium"]""" }, ignoreOrder: true);
        configuration.Secrets.ShouldBeEmpty();
    }

    [Fact]
    public void Secrets_are_not_what_they_are()
    {
        var configuration = Read("""
            config:
              vignette:alarmEmail:
                secure: AAABANmC
              vignette:captions: gemini
            """);
        configuration.Values.ShouldBe(new Dictionary<string, string> { ["alarmEmail"] = Secrets.Marker, ["captions"] = "gemini", ["geminiApiKey"] = Secrets.Marker }, ignoreOrder: true);
        configuration.Secrets.ShouldBe(["alarmEmail", "geminiApiKey"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("")]
    [InlineData("config: 1")]
    [InlineData("config: [")]
    public void What_is_no_stack_is_named(string text) => Should.Throw<FormatException>(() => Read(text)).Message.ShouldStartWith(_path);

    private StackConfiguration Read(string text)
    {
        File.WriteAllText(_path, text);
        return StackFile.Read(_path);
    }
}
