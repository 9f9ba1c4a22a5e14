using System.Net;

namespace Vignette.Gallery.Tests;

/// <summary>What every refusal of the API looks like.</summary>
internal static class Problem
{
    /// <summary>Asserts problem details (RFC 9457) with this status, in which nothing shows of the inside, and returns the detail.</summary>
    public static async Task<string> ShouldBeProblemAsync(this HttpResponseMessage response, HttpStatusCode status)
    {
        var text = await TestGallery.TextAsync(response);
        response.StatusCode.ShouldBe(status, text);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        text.ShouldNotContain("   at ");
        text.ShouldNotContain("Exception");
        var problem = await TestGallery.JsonAsync(response);
        problem.GetProperty("status").GetInt32().ShouldBe((int)status);
        return problem.GetProperty("detail").GetString().ShouldNotBeNullOrWhiteSpace();
    }

    private static string ShouldNotBeNullOrWhiteSpace(this string? text)
    {
        ShouldBeStringTestExtensions.ShouldNotBeNullOrWhiteSpace(text);
        return text!;
    }
}
