using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Vignette.Gallery.Access.LoadBalancing;

namespace Vignette.Gallery.Tests.Access.LoadBalancing;

/// <summary>What the environment says of the load balancer and the user pool.</summary>
public sealed class LoadBalancerSignInOptionsTest
{
    private static readonly Dictionary<string, string?> Right = new()
    {
        ["COGNITO_ISSUER"] = TokenForge.Issuer,
        ["COGNITO_CLIENT_ID"] = TokenForge.Client,
        ["COGNITO_DOMAIN"] = "https://example.auth.eu-central-1.amazoncognito.com",
        ["LOAD_BALANCER_ARN"] = TokenForge.Signer,
        ["ADMINISTRATORS"] = "ann@example.com, Bob@Example.com",
    };

    [Fact]
    public void They_are_read_as_they_are()
    {
        var options = Read(Right);

        options.Issuer.ShouldBe(TokenForge.Issuer);
        options.ClientId.ShouldBe(TokenForge.Client);
        options.Domain.ShouldBe(new Uri("https://example.auth.eu-central-1.amazoncognito.com"));
        options.LoadBalancer.ToString().ShouldBe(TokenForge.Signer);
        options.Administrators.ShouldBe(["ann@example.com", "bob@example.com"]);
        options.LoadBalancer.Region.ShouldBe("eu-central-1");
        options.PublicKeys.ShouldBe(new Uri("https://public-keys.auth.elb.eu-central-1.amazonaws.com/"));
    }

    [Theory]
    [InlineData("aws", "us-east-1", "https://public-keys.auth.elb.us-east-1.amazonaws.com/")]
    [InlineData("aws", "ap-southeast-2", "https://public-keys.auth.elb.ap-southeast-2.amazonaws.com/")]
    [InlineData("aws-us-gov", "us-gov-west-1", "https://s3-us-gov-west-1.amazonaws.com/aws-elb-public-keys-prod-us-gov-west-1/")]
    [InlineData("aws-us-gov", "us-gov-east-1", "https://s3-us-gov-east-1.amazonaws.com/aws-elb-public-keys-prod-us-gov-east-1/")]
    [InlineData("aws-cn", "cn-north-1", "https://public-keys.auth.elb.cn-north-1.amazonaws.com.cn/")]
    public void Keys_are_where_the_load_balancers_region_has_them(string partition, string region, string address) =>
        LoadBalancerArn.Parse($"arn:{partition}:elasticloadbalancing:{region}:111111111111:loadbalancer/app/gallery/0123456789abcdef").ShouldNotBeNull().PublicKeys.ShouldBe(new Uri(address));

    [Fact]
    public void Each_that_is_missing_is_named()
    {
        var failures = Should.Throw<OptionsValidationException>(() => Read([])).Failures.ToList();

        failures.Count.ShouldBe(Right.Count);
        foreach (var variable in Right.Keys)
        {
            failures.Count(failure => failure.StartsWith($"{variable} is not set; it must be ", StringComparison.Ordinal)).ShouldBe(1);
        }
    }

    [Theory]
    [InlineData("COGNITO_ISSUER", "http://cognito-idp.eu-central-1.amazonaws.com/pool")]
    [InlineData("COGNITO_ISSUER", "https://cognito-idp.eu-central-1.amazonaws.com")]
    [InlineData("COGNITO_ISSUER", "https://cognito-idp.eu-central-1.amazonaws.com/pool?x=1")]
    [InlineData("COGNITO_CLIENT_ID", "a b")]
    [InlineData("COGNITO_CLIENT_ID", "a&logout_uri=https://example.com")]
    [InlineData("COGNITO_DOMAIN", "example.auth.eu-central-1.amazoncognito.com")]
    [InlineData("COGNITO_DOMAIN", "http://example.auth.eu-central-1.amazoncognito.com")]
    [InlineData("COGNITO_DOMAIN", "https://user@example.auth.eu-central-1.amazoncognito.com")]
    [InlineData("COGNITO_DOMAIN", "https://example.auth.eu-central-1.amazoncognito.com/login")]
    [InlineData("ADMINISTRATORS", ",")]
    [InlineData("ADMINISTRATORS", "ann")]
    [InlineData("ADMINISTRATORS", "ann@")]
    [InlineData("ADMINISTRATORS", "ann@example.com;bob b@example.com")]
    [InlineData("LOAD_BALANCER_ARN", "gallery")]
    [InlineData("LOAD_BALANCER_ARN", "arn:aws:elasticloadbalancing:eu-central-1:111111111111:loadbalancer/net/gallery/0123456789abcdef")]
    [InlineData("LOAD_BALANCER_ARN", "arn:aws:elasticloadbalancing:example.com/:111111111111:loadbalancer/app/gallery/0123456789abcdef")]
    [InlineData("LOAD_BALANCER_ARN", "arn:aws-moon:elasticloadbalancing:eu-central-1:111111111111:loadbalancer/app/gallery/0123456789abcdef")]
    public void What_cannot_be_right_is_named_with_what_may_be(string variable, string value) =>
        Should.Throw<OptionsValidationException>(() => Read(new(Right) { [variable] = value })).Failures.ShouldHaveSingleItem().ShouldStartWith($"{variable} is \"{value}\"; it must be ");

    private static LoadBalancerSignInOptions Read(Dictionary<string, string?> variables) =>
        LoadBalancerSignInOptions.From(new ConfigurationBuilder().AddInMemoryCollection(variables).Build());
}
