using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Vignette.Pipeline.Captions;

namespace Vignette.Pipeline.Tests.Captions;

public sealed class CaptionOptionsTests
{
    [Fact]
    public void Nothing_set_means_offline()
    {
        var options = From();

        options.UsesModel.ShouldBeFalse();
        options.Description.ShouldStartWith("offline");
    }

    [Fact]
    public void A_key_alone_means_Gemini_and_its_default_model()
    {
        var options = From((CaptionOptions.ApiKeyVariable, " secret-key\n"));

        options.UsesModel.ShouldBeTrue();
        options.ApiKey.ShouldBe("secret-key");
        options.Endpoint.ShouldBe(CaptionOptions.GeminiEndpoint);
        options.Model.ShouldBe(CaptionOptions.DefaultModel);
        options.Prompt.ShouldBeNull();
        options.Timeout.ShouldBe(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public void An_endpoint_needs_no_key()
    {
        var options = From((CaptionOptions.EndpointVariable, "http://localhost:11434/v1"), (CaptionOptions.ApiKeyVariable, "  "));

        options.UsesModel.ShouldBeTrue();
        options.ApiKey.ShouldBeNull();
        options.Endpoint.ShouldBe(new Uri("http://localhost:11434/v1"));
    }

    [Fact]
    public void The_key_is_not_in_what_is_printed()
    {
        var options = From((CaptionOptions.ApiKeyVariable, "secret-key"));

        $"{options} {options.Description}".ShouldNotContain("secret-key");
    }

    [Theory]
    [InlineData(CaptionOptions.ApiKeyVariable, "secret key")]
    [InlineData(CaptionOptions.ApiKeyVariable, "secret\r\nX-Header: 1")]
    [InlineData(CaptionOptions.ApiKeyVariable, "sécret")]
    [InlineData(CaptionOptions.ModelVariable, "two words")]
    [InlineData(CaptionOptions.ModelVariable, "modèle")]
    [InlineData(CaptionOptions.EndpointVariable, "models.example:8000")]
    [InlineData(CaptionOptions.EndpointVariable, "/models")]
    [InlineData(CaptionOptions.EndpointVariable, "ftp://models.example/")]
    [InlineData(CaptionOptions.EndpointVariable, "file:///etc/passwd")]
    [InlineData(CaptionOptions.EndpointVariable, "https://user:secret@models.example/")]
    [InlineData(CaptionOptions.EndpointVariable, "https://models.example/?key=secret")]
    [InlineData(CaptionOptions.EndpointVariable, "https://models.example/#secret")]
    [InlineData(CaptionOptions.EndpointVariable, "https://")]
    public void A_bad_value_is_refused_by_the_variable_s_name_and_not_repeated(string variable, string value)
    {
        var refused = Should.Throw<OptionsValidationException>(() => From((variable, value)));

        refused.Message.ShouldStartWith(variable);
        refused.Message.ShouldNotContain(value);
        refused.Message.ShouldNotContain("secret");
    }

    [Fact]
    public void Lengths_are_limited()
    {
        From((CaptionOptions.PromptVariable, new string('x', 4000)), (CaptionOptions.ModelVariable, new string('m', 128))).Prompt!.Length.ShouldBe(4000);
        Should.Throw<OptionsValidationException>(() => From((CaptionOptions.PromptVariable, new string('x', 4001)))).Message.ShouldStartWith(CaptionOptions.PromptVariable);
        Should.Throw<OptionsValidationException>(() => From((CaptionOptions.ModelVariable, new string('m', 129)))).Message.ShouldStartWith(CaptionOptions.ModelVariable);
    }

    [Fact]
    public void All_bad_values_are_named_at_once() =>
        Should.Throw<OptionsValidationException>(() => From((CaptionOptions.EndpointVariable, "x"), (CaptionOptions.ModelVariable, "a b"))).Failures.Count().ShouldBe(2);

    private static CaptionOptions From(params ReadOnlySpan<(string Variable, string? Value)> environment)
    {
        var values = new Dictionary<string, string?>();
        foreach (var (variable, value) in environment)
        {
            values[variable] = value;
        }

        return CaptionOptions.From(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
    }
}
