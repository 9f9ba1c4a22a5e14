using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Vignette.Pipeline.Tests;

public sealed class PlatformEnvironmentTests
{
    [Fact]
    public void Without_variables_the_defaults_hold() => Read().ShouldBe(new PlatformEnvironment());

    [Fact]
    public void Every_variable_is_read()
    {
        var environment = Read(
            ("THUMBNAIL_WIDTH", "16"), ("THUMBNAIL_HEIGHT", "4096"), ("LOG_LEVEL", "warn"), ("TRASH_DAYS", "0"), ("S3_IMAGE_BUCKET", "my-images.1"), ("S3_THUMBNAIL_BUCKET", " "),
            ("MAX_BACKLOG", "7"), ("MIN_FREE_DISK_MIB", "3"), ("RATE_LIMIT", "0"));

        environment.Pipeline.ThumbnailWidth.ShouldBe(16);
        environment.Pipeline.ThumbnailHeight.ShouldBe(4096);
        environment.LogLevel.ShouldBe(LogLevel.Warning);
        environment.Pipeline.TrashTime.ShouldBe(TimeSpan.Zero);
        environment.Pipeline.MaxBacklog.ShouldBe(7);
        environment.Pipeline.MinFreeDisk.ShouldBe(3 << 20);
        environment.RateLimit.ShouldBe(0);
        environment.ImageBucket.ShouldBe("my-images.1");
        environment.ThumbnailBucket.ShouldBe(new PlatformEnvironment().ThumbnailBucket);
    }

    [Theory]
    [InlineData("THUMBNAIL_WIDTH", "15", "16 to 4096")]
    [InlineData("THUMBNAIL_WIDTH", "4097", "16 to 4096")]
    [InlineData("THUMBNAIL_HEIGHT", "-1", "16 to 4096")]
    [InlineData("THUMBNAIL_HEIGHT", "many", "16 to 4096")]
    [InlineData("TRASH_DAYS", "-1", "0 to 3650")]
    [InlineData("TRASH_DAYS", "3651", "0 to 3650")]
    [InlineData("TRASH_DAYS", "a month", "0 to 3650")]
    [InlineData("MAX_BACKLOG", "-1", "0 to 10000000")]
    [InlineData("MAX_BACKLOG", "10000001", "0 to 10000000")]
    [InlineData("MIN_FREE_DISK_MIB", "some", "0 to 1000000000")]
    [InlineData("RATE_LIMIT", "1000001", "0 to 1000000")]
    [InlineData("RATE_LIMIT", "0.5", "0 to 1000000")]
    [InlineData("LOG_LEVEL", "loud", "warning")]
    [InlineData("LOG_LEVEL", "3", "warning")]
    [InlineData("S3_IMAGE_BUCKET", "My_Bucket", "lower-case")]
    [InlineData("S3_IMAGE_BUCKET", "ab", "3 to 63")]
    [InlineData("S3_THUMBNAIL_BUCKET", "-abc", "letter or digit first")]
    [InlineData("S3_DATASET_BUCKET", "originals", "what is not approved would be in the data set")]
    [InlineData("S3_DATASET_BUCKET", "renditions", "what is not approved would be in the data set")]
    [InlineData("S3_IMAGE_BUCKET", "renditions", "must differ")]
    public void A_bad_value_is_named_with_what_is_allowed(string variable, string value, string allowed)
    {
        var failure = Should.Throw<OptionsValidationException>(() => Read((variable, value))).Failures.ShouldHaveSingleItem();
        failure.ShouldContain(variable);
        failure.ShouldContain(value);
        failure.ShouldContain(allowed);
    }

    [Fact]
    public void All_bad_values_are_named_at_once() =>
        Should.Throw<OptionsValidationException>(() => Read(("THUMBNAIL_WIDTH", "0"), ("LOG_LEVEL", "?"))).Failures.Count().ShouldBe(2);

    private static PlatformEnvironment Read(params (string Name, string Value)[] variables) => PlatformEnvironment.From(
        new ConfigurationBuilder().AddInMemoryCollection(variables.Select(variable => KeyValuePair.Create(variable.Name, (string?)variable.Value))).Build());
}
