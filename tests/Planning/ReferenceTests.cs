using System.Text.Json;

namespace Vignette.Planning.Tests;

public sealed class ReferenceTests
{
    [Theory]
    [InlineData("${vignette-vpc.id}", "vignette-vpc", "id")]
    [InlineData("${vignette-zones.names[0]}", "vignette-zones", "names[0]")]
    [InlineData("${certificate.domainValidationOptions[0].resourceRecordName}", "certificate", "domainValidationOptions[0].resourceRecordName")]
    public void It_is_read_as_it_is_written(string text, string name, string output)
    {
        Reference.TryParse(text, out var reference).ShouldBeTrue();
        reference.ShouldBe(new Reference(name, output));
        reference.ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("vpc.id")]
    [InlineData("a ${vpc.id}")]
    [InlineData("${vpc.id} ")]
    [InlineData("${vpc}")]
    [InlineData("${vpc.}")]
    [InlineData("${vpc.1}")]
    [InlineData("${aws:username}")]
    [InlineData("${aws:PrincipalTag/job.category}")]
    [InlineData("$${vpc.id")]
    public void Nothing_else_is_one(string? text) => Reference.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void It_is_found_within_longer_texts_and_within_values()
    {
        Reference.In("arn:${a.arn}/${aws:username}/${b.id}/${a.arn}").ShouldBe([new Reference("a", "arn"), new Reference("b", "id")]);
        Reference.In(JsonElement.Parse("""{ "x": [ "${a.arn}", 1, null, { "y": "{\"Resource\":\"${b.id}\"}" } ], "${c.id}": true }"""))
            .ShouldBe([new Reference("a", "arn"), new Reference("b", "id")]);
    }

    [Fact]
    public void It_is_replaced_within_a_text() =>
        Reference.Replace("${a.arn}/${aws:username}/${b.id}", reference => reference.Name).ShouldBe("a/${aws:username}/b");
}
