using Amazon;
using Amazon.Runtime;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Vignette.Pipeline.Objects.S3;

namespace Vignette.S3.Tests;

public sealed class S3OptionsTests
{
    private static readonly (string, string)[] Amazon = [("S3_IMAGE_BUCKET", "images"), ("S3_THUMBNAIL_BUCKET", "thumbs"), ("S3_DATASET_BUCKET", "dataset"), ("AWS_REGION", "eu-central-1")];

    [Fact]
    public void A_region_alone_means_Amazon()
    {
        var options = Read(Amazon);

        options.ShouldBe(new S3Options { Region = "eu-central-1" });
        using var client = options.CreateClient(new AnonymousAWSCredentials());
        client.Config.RegionEndpoint.ShouldBe(RegionEndpoint.EUCentral1);
        client.Config.RetryMode.ShouldBe(RequestRetryMode.Standard);
        client.Config.RequestChecksumCalculation.ShouldBe(RequestChecksumCalculation.WHEN_SUPPORTED);
    }

    [Fact]
    public void An_endpoint_needs_no_region_and_has_its_buckets_in_the_path()
    {
        var options = Read([.. Amazon[..3], ("AWS_ENDPOINT_URL", "https://elsewhere"), ("AWS_ENDPOINT_URL_S3", "http://localhost:7480")]);

        options.ShouldBe(new S3Options { Endpoint = new Uri("http://localhost:7480"), PathStyle = true });
        using var client = options.CreateClient(new AnonymousAWSCredentials());
        client.Config.ServiceURL.ShouldBe("http://localhost:7480/");
        client.Config.RequestChecksumCalculation.ShouldBe(RequestChecksumCalculation.WHEN_REQUIRED);
        client.Config.ResponseChecksumValidation.ShouldBe(ResponseChecksumValidation.WHEN_REQUIRED);
    }

    [Fact]
    public void The_paths_style_can_be_chosen()
    {
        Read([.. Amazon, ("S3_PATH_STYLE", "true")]).PathStyle.ShouldBeTrue();
        Read([.. Amazon, ("AWS_ENDPOINT_URL", "https://elsewhere"), ("S3_PATH_STYLE", "False")]).PathStyle.ShouldBeFalse();
    }

    [Theory]
    [InlineData("S3_IMAGE_BUCKET", " ", "must name a bucket")]
    [InlineData("S3_THUMBNAIL_BUCKET", "", "must name a bucket")]
    [InlineData("S3_DATASET_BUCKET", "", "must name a bucket")]
    [InlineData("AWS_REGION", "", "eu-central-1")]
    [InlineData("AWS_ENDPOINT_URL_S3", "localhost:7480", "http://")]
    [InlineData("AWS_ENDPOINT_URL", "https://user@host", "without user name")]
    [InlineData("S3_PATH_STYLE", "yes", "true or false")]
    public void A_value_that_is_missing_or_bad_is_named_with_what_is_allowed(string variable, string value, string allowed)
    {
        var failure = Should.Throw<OptionsValidationException>(() => Read([.. Amazon, (variable, value)])).Failures.ShouldHaveSingleItem();

        failure.ShouldContain(variable);
        failure.ShouldContain(allowed);
    }

    [Theory]
    [InlineData("", "https://photos.s3.eu-central-1.amazonaws.com")]
    [InlineData("https://elsewhere:9000", "https://elsewhere:9000")]
    public void Pages_may_load_from_where_signed_addresses_lead(string endpoint, string origin)
    {
        var options = Read([.. Amazon, ("AWS_REGION", "eu-central-1"), ("AWS_ENDPOINT_URL_S3", endpoint)]);
        using var client = options.CreateClient(new BasicAWSCredentials("id", "secret"));
        var store = new S3ObjectStore(client, "photos", TimeProvider.System, NullLogger<S3ObjectStore>.Instance);

        options.OriginOf("photos").ShouldBe(origin);
        store.SignedGetUrl("key", TimeSpan.FromMinutes(1), null).ShouldNotBeNull().GetLeftPart(UriPartial.Authority).ShouldBe(origin);
    }

    /// <summary>Where a variable comes twice, the last holds.</summary>
    private static S3Options Read((string Name, string Value)[] variables)
    {
        var environment = new ConfigurationManager();
        foreach (var (name, value) in variables)
        {
            environment[name] = value;
        }

        return S3Options.From(environment);
    }
}
