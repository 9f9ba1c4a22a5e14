using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Vignette.Pipeline.Captions;
using Vignette.Pipeline.Captions.Chat;
using Vignette.Pipeline.Captions.Offline;

namespace Vignette.Pipeline.Tests.Captions;

public sealed class CaptionerServicesTests
{
    [Theory]
    [InlineData(null, null, typeof(OfflineCaptioner))]
    [InlineData("key", null, typeof(ChatCaptioner))]
    [InlineData(null, "http://localhost:11434/v1", typeof(ChatCaptioner))]
    public async Task The_captioner_is_the_one_that_the_environment_asks_for(string? key, string? endpoint, Type captioner)
    {
        var environment = new Dictionary<string, string?> { [CaptionOptions.ApiKeyVariable] = key, [CaptionOptions.EndpointVariable] = endpoint };
        var options = CaptionOptions.From(new ConfigurationBuilder().AddInMemoryCollection(environment).Build());

        await using var services = new ServiceCollection().AddLogging().AddCaptioner(options).BuildServiceProvider(validateScopes: true);

        services.GetRequiredService<ICaptioner>().ShouldBeOfType(captioner);
        services.GetRequiredService<CaptionOptions>().ShouldBeSameAs(options);
    }
}
