using Microsoft.AspNetCore.Http;

namespace Vignette.Hosts.Tests.Contracts;

/// <summary>Which right a request to S3 needs.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html"/>
internal static class S3Actions
{
    public const string List = "s3:ListBucket";
    public const string Get = "s3:GetObject";
    public const string GetTags = "s3:GetObjectTagging";
    public const string PutTags = "s3:PutObjectTagging";
    private const string Put = "s3:PutObject";
    private const string Delete = "s3:DeleteObject";
    private const string Abort = "s3:AbortMultipartUpload";

    /// <summary>The one on what the address names; what a copy reads is named elsewhere.</summary>
    /// <exception cref="NotSupportedException">The request is none that the platform is known to make.</exception>
    public static string Of(HttpRequest request)
    {
        var isBucket = request.Path.Value!.TrimStart('/').Split('/') is [_] or [_, ""];
        return (request.Method, isBucket) switch
        {
            ("GET", true) when request.Query.ContainsKey("list-type") => List,
            ("HEAD", true) => List,
            ("GET" or "HEAD", false) when request.Query.Keys.All(key => key is "x-id" or "partNumber" || key.StartsWith("X-Amz-", StringComparison.Ordinal) || key.StartsWith("response-", StringComparison.Ordinal)) => Get,
            ("PUT", false) => Put,
            ("POST", false) when request.Query.ContainsKey("uploads") || request.Query.ContainsKey("uploadId") => Put,
            ("DELETE", false) when request.Query.ContainsKey("uploadId") => Abort,
            ("DELETE", false) => Delete,
            _ => throw new NotSupportedException($"{request.Method} {request.Path}{request.QueryString} is not known here."),
        };
    }
}
