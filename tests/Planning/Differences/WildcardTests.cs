using Vignette.Planning.Policies.Documents;

namespace Vignette.Planning.Tests.Differences;

public sealed class WildcardTests
{
    [Theory]
    [InlineData("*", "s3:*", true)]
    [InlineData("s3:*", "s3:Get*", true)]
    [InlineData("s3:Get*", "s3:*", false)]
    [InlineData("s3:?et", "s3:Get", true)]
    [InlineData("s3:?et", "s3:*et", false)]
    [InlineData("s3:*Object", "s3:GetObject", true)]
    [InlineData("s3:*Object", "s3:GetObjectTagging", false)]
    [InlineData("a*b*c", "aXbYbZc", true)]
    [InlineData("a", "A", true)]
    [InlineData("", "", true)]
    [InlineData("*", "", true)]
    [InlineData("?", "", false)]
    public void All_that_the_other_one_means_is_meant(string pattern, string other, bool covers) => Wildcard.Covers(pattern, other, ignoreCase: true).ShouldBe(covers);

    [Fact]
    public void Resources_are_not_the_same_in_upper_and_lower_case() => Wildcard.Covers("a", "A", ignoreCase: false).ShouldBeFalse();
}
