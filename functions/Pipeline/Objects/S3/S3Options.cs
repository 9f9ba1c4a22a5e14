using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Vignette.Pipeline.Objects.S3;

/// <summary>
/// Where S3 is. Bound once from the environment and validated at the start. What is not here, credentials above all, the
/// SDK finds itself: <c>AWS_ACCESS_KEY_ID</c>, <c>AWS_PROFILE</c>, <c>AWS_MAX_ATTEMPTS</c>, the role of the host, ….
/// </summary>
public sealed record S3Options
{
    public const string RegionVariable = "AWS_REGION";

    public const string EndpointVariable = "AWS_ENDPOINT_URL_S3";

    public const string PathStyleVariable = "S3_PATH_STYLE";

    private const string AnyEndpointVariable = "AWS_ENDPOINT_URL";
    private const string DefaultRegionVariable = "AWS_DEFAULT_REGION";

    /// <summary><c>AWS_REGION</c>. Another server than Amazon's only takes it into its signatures.</summary>
    public string Region { get; init; } = "us-east-1";

    /// <summary><c>AWS_ENDPOINT_URL_S3</c>, or else <c>AWS_ENDPOINT_URL</c>: any server that speaks S3; null for Amazon's.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary><c>S3_PATH_STYLE</c>: the bucket is part of the path, not of the host's name, as it is by default at an endpoint of one's own.</summary>
    public bool PathStyle { get; init; }

    /// <summary>How long a server may take to accept a connection.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long one try of a request may take until the answer begins, and then each piece of it. A failed try is followed by two more.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Reads the environment's variables; one that is empty counts as not set.</summary>
    /// <exception cref="OptionsValidationException">A value is missing or cannot be right: the message names each such variable.</exception>
    public static S3Options From(IConfiguration environment)
    {
        ArgumentNullException.ThrowIfNull(environment);

        var failures = new List<string>();
        foreach (var bucket in (string[])[PlatformEnvironment.ImageBucketVariable, PlatformEnvironment.ThumbnailBucketVariable, PlatformEnvironment.DatasetBucketVariable])
        {
            if (environment.Variable(bucket) is null)
            {
                failures.Add($"{bucket} is not set; it must name a bucket.");
            }
        }

        var endpointVariable = environment.Variable(EndpointVariable) is null ? AnyEndpointVariable : EndpointVariable;
        var endpoint = environment.Variable(endpointVariable);
        if (endpoint is not null && !EnvironmentVariables.IsEndpoint(endpoint))
        {
            failures.Add($"{endpointVariable} is not an absolute http or https address without user name, query and fragment, such as http://localhost:7480.");
        }

        var region = environment.Variable(RegionVariable) ?? environment.Variable(DefaultRegionVariable);
        if (region is null && endpoint is null)
        {
            failures.Add($"{RegionVariable} is not set; it must name the region of the buckets, such as eu-central-1.");
        }

        if (!bool.TryParse(environment.Variable(PathStyleVariable) ?? bool.FalseString, out var pathStyle))
        {
            failures.Add($"{PathStyleVariable} is \"{environment.Variable(PathStyleVariable)}\"; it must be true or false.");
        }

        if (failures.Count > 0)
        {
            throw new OptionsValidationException(nameof(S3Options), typeof(S3Options), failures);
        }

        return new S3Options
        {
            Region = region ?? new S3Options().Region,
            Endpoint = endpoint is null ? null : new Uri(endpoint),
            PathStyle = environment.Variable(PathStyleVariable) is null ? endpoint is not null : pathStyle,
        };
    }

    /// <summary>A client that is set so. It is thread-safe; a process needs one.</summary>
    /// <param name="credentials">Null: the SDK looks for them where it always does.</param>
    public AmazonS3Client CreateClient(AWSCredentials? credentials = null)
    {
        var config = new AmazonS3Config
        {
            ForcePathStyle = PathStyle,
            ConnectTimeout = ConnectTimeout,
            Timeout = RequestTimeout,
            RetryMode = RequestRetryMode.Standard,
        };
        if (Endpoint is null)
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(Region);
        }
        else
        {
            config.ServiceURL = Endpoint.ToString();
            config.AuthenticationRegion = Region;

            // The SDK's new checksums are more than Ceph and others understand.
            config.RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED;
            config.ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED;
        }

        return credentials is null ? new AmazonS3Client(config) : new AmazonS3Client(credentials, config);
    }

    /// <summary>Where signed addresses of a bucket lead, as a scheme and a host: what a page's policy must allow.</summary>
    public string OriginOf(string bucket)
    {
        using var client = CreateClient(new AnonymousAWSCredentials());
        var endpoint = client.DetermineServiceOperationEndpoint(new GetObjectRequest { BucketName = bucket, Key = "any" });
        return new Uri(endpoint.URL).GetLeftPart(UriPartial.Authority);
    }
}
