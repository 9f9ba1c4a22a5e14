using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Vignette.Pipeline.Hosting;

namespace Vignette.Pipeline.Tests.Hosting;

public sealed class WebTierTests
{
    [Fact]
    public void Without_variables_nobody_is_trusted()
    {
        var tier = Read();
        tier.Port.ShouldBe(8080);
        tier.TrustedProxies.ShouldBeEmpty();
    }

    [Fact]
    public void Every_variable_is_read()
    {
        var tier = Read(("PORT", "0"), ("TRUSTED_PROXIES", "10.0.0.0/16, fd00::/8,"));
        tier.Port.ShouldBe(0);
        tier.TrustedProxies.ShouldBe([IPNetwork.Parse("10.0.0.0/16"), IPNetwork.Parse("fd00::/8")]);
    }

    [Theory]
    [InlineData("PORT", "70000", "65535")]
    [InlineData("PORT", "http", "65535")]
    [InlineData("TRUSTED_PROXIES", "10.0.0.0/33", "10.0.0.0/16")]
    [InlineData("TRUSTED_PROXIES", "*", "10.0.0.0/16")]
    public void A_bad_value_is_named_with_what_is_allowed(string variable, string value, string allowed)
    {
        var failure = Should.Throw<OptionsValidationException>(() => Read((variable, value))).Failures.ShouldHaveSingleItem();
        failure.ShouldContain(variable);
        failure.ShouldContain(value);
        failure.ShouldContain(allowed);
    }

    [Fact]
    public void Requests_finish_before_the_load_balancer_lets_go() => WebTier.ShutdownTime.ShouldBeLessThan(WebTier.DeregistrationDelay);

    private static WebTier Read(params (string Name, string Value)[] variables) => WebTier.From(
        new ConfigurationBuilder().AddInMemoryCollection(variables.Select(variable => KeyValuePair.Create(variable.Name, (string?)variable.Value))).Build());
}
