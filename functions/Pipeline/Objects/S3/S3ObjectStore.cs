using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace Vignette.Pipeline.Objects.S3;

/// <summary>
/// A bucket of Amazon's S3, or of any server that speaks it. What is larger than one part comes in parts, so that a put
/// holds at most <see cref="PartBuffer.Capacity"/> bytes. S3 announces its objects by itself.
/// </summary>
public sealed class S3ObjectStore(IAmazonS3 client, string bucket, TimeProvider time, ILogger<S3ObjectStore> logger) : IObjectStore
{
    /// <summary>The longest that a signed address may be good for: Signature Version 4.</summary>
    public static readonly TimeSpan MaxLifetime = TimeSpan.FromDays(7);

    private readonly TimeSpan _timeout = client.Config.Timeout ?? new S3Options().RequestTimeout;

    public string Bucket => bucket;

    /// <inheritdoc/>
    /// <remarks>Not every server checks <see cref="PutOptions.OnlyIfAbsent"/> when an upload in parts completes. On one that does not, such as Ceph 16, the last of two large objects that compete wins.</remarks>
    public async Task<ObjectInfo?> PutAsync(string key, Stream content, PutOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(options);
        ObjectKeys.Validate(key);
        using var buffer = new PartBuffer();
        await buffer.FillAsync(content, cancellationToken);
        return buffer.IsFull
            ? await PutInPartsAsync(key, buffer, content, options, cancellationToken)
            : await PutWholeAsync(key, buffer, options, cancellationToken);
    }

    public async Task<StoredObject?> GetAsync(string key, CancellationToken cancellationToken)
    {
        ObjectKeys.Validate(key);
        var got = await S3Faults.CallUnlessAsync(HttpStatusCode.NotFound, bucket, () => client.GetObjectAsync(bucket, key, cancellationToken), cancellationToken);
        return got is null ? null : new StoredObject(Describe(key, got.ETag, got.ContentLength, got.LastModified), new S3ContentStream(got, bucket, _timeout));
    }

    public async Task<ObjectInfo?> HeadAsync(string key, CancellationToken cancellationToken)
    {
        ObjectKeys.Validate(key);
        return await FindAsync(key, cancellationToken) is { } found ? Describe(key, found.ETag, found.ContentLength, found.LastModified) : null;
    }

    public async Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        ObjectKeys.Validate(key);
        await S3Faults.CallUnlessAsync(HttpStatusCode.NotFound, bucket, () => client.DeleteObjectAsync(bucket, key, cancellationToken), cancellationToken);
    }

    public async IAsyncEnumerable<ObjectInfo> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(prefix);

        // Encoded, since XML cannot hold every character that a key can.
        var request = new ListObjectsV2Request { BucketName = bucket, Prefix = prefix, Encoding = EncodingType.Url };
        do
        {
            var page = await S3Faults.CallAsync(bucket, () => client.ListObjectsV2Async(request, cancellationToken), cancellationToken);
            foreach (var entry in page.S3Objects ?? [])
            {
                yield return Describe(WebUtility.UrlDecode(entry.Key), entry.ETag, entry.Size ?? 0, entry.LastModified);
            }

            request.ContinuationToken = page.NextContinuationToken;
        }
        while (request.ContinuationToken is not null);
    }

    /// <summary>
    /// Copies the object onto itself with all its metadata, part by part where it came in parts, since the entity tag
    /// is made of the parts' and must not change (with SSE-KMS it does all the same: it is no digest of the content). Up to 5 GiB;
    /// the tags of an object in parts are lost.
    /// </summary>
    public async Task<bool> TouchAsync(string key, CancellationToken cancellationToken)
    {
        ObjectKeys.Validate(key);
        if (await FindAsync(key, cancellationToken) is not { } found)
        {
            return false;
        }

        // One that is replaced meanwhile was announced as well.
        return await PartBytesAsync(key, found, cancellationToken) is { } partBytes
            ? await CopyInPartsAsync(key, found, partBytes, cancellationToken)
            : await CopyWholeAsync(key, found, cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The key is not one.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The lifetime is not between 1 second and <see cref="MaxLifetime"/>.</exception>
    public Uri? SignedGetUrl(string key, TimeSpan lifetime, string? downloadName)
    {
        var request = SignedRequest(key, lifetime, HttpVerb.GET);
        if (downloadName is not null)
        {
            var disposition = new ContentDispositionHeaderValue("attachment");
            disposition.SetHttpFileName(downloadName);
            request.ResponseHeaderOverrides.ContentDisposition = disposition.ToString();
        }

        return Sign(request);
    }

    /// <inheritdoc/>
    /// <remarks>Type and size are headers that the signature covers: S3 answers 403 where the request's own are not the same.</remarks>
    /// <inheritdoc cref="SignedGetUrl" path="/exception"/>
    public Uri? SignedPutUrl(string key, TimeSpan lifetime, string contentType, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        var request = SignedRequest(key, lifetime, HttpVerb.PUT);
        request.ContentType = contentType;
        request.Headers.ContentLength = size;
        return Sign(request);
    }

    private static ObjectInfo Describe(string key, string etag, long size, DateTime? modified) => new(key, Unquote(etag), size, WholeSeconds(modified));

    private static string Unquote(string etag) => etag.Trim('"');

    /// <summary>As headers have it. Some servers list more.</summary>
    private static DateTimeOffset WholeSeconds(DateTime? modified)
    {
        var utc = (modified ?? DateTime.UnixEpoch).ToUniversalTime();
        return new DateTimeOffset(utc.Ticks - (utc.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
    }

    /// <summary>How many parts the object came in, as the end of its entity tag says; null for one that came whole.</summary>
    private static int? PartsOf(string etag) =>
        Unquote(etag).Split('-') is [_, var count] && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var parts) && parts > 0 ? parts : null;

    /// <summary>Gives a copy what a copy does not take from its source. All of it comes as headers.</summary>
    private static void Keep(GetObjectMetadataResponse source, HeadersCollection headers, MetadataCollection metadata)
    {
        foreach (var name in source.Headers.Keys.Where(name => name != HeaderNames.ContentLength))
        {
            headers[name] = source.Headers[name];
        }

        foreach (var name in source.Metadata.Keys)
        {
            metadata[name] = source.Metadata[name];
        }
    }

    private async Task<ObjectInfo?> PutWholeAsync(string key, PartBuffer buffer, PutOptions options, CancellationToken cancellationToken)
    {
        var request = new PutObjectRequest
        {
            BucketName = bucket,
            Key = key,
            ContentType = options.ContentType,
            InputStream = buffer.AsStream(),
            IfNoneMatch = options.OnlyIfAbsent ? "*" : null,
        };
        var put = await S3Faults.CallUnlessAsync(HttpStatusCode.PreconditionFailed, bucket, () => client.PutObjectAsync(request, cancellationToken), cancellationToken);
        if (put is null)
        {
            return null;
        }

        // S3 does not say when it took the object, unless it is asked. Another may have taken its place already.
        var stored = await HeadAsync(key, CancellationToken.None);
        return stored?.ETag == Unquote(put.ETag) ? stored : Describe(key, put.ETag, buffer.Length, time.GetUtcNow().UtcDateTime);
    }

    private async Task<ObjectInfo?> PutInPartsAsync(string key, PartBuffer buffer, Stream content, PutOptions options, CancellationToken cancellationToken)
    {
        if (options.OnlyIfAbsent && await HeadAsync(key, cancellationToken) is not null)
        {
            return null;
        }

        var request = new InitiateMultipartUploadRequest { BucketName = bucket, Key = key, ContentType = options.ContentType };
        await using var upload = await MultipartUpload.BeginAsync(client, request, logger, cancellationToken);
        while (buffer.Length > 0)
        {
            await upload.AddAsync(buffer.AsStream(), cancellationToken);
            await buffer.FillAsync(content, cancellationToken);
        }

        return await upload.CompleteAsync(options.OnlyIfAbsent, cancellationToken)
            ? await HeadAsync(key, CancellationToken.None) ?? throw new TransientFault("The object was removed as soon as it was stored.")
            : null;
    }

    private async Task<GetObjectMetadataResponse?> FindAsync(string key, CancellationToken cancellationToken)
    {
        var found = await S3Faults.CallUnlessAsync(HttpStatusCode.NotFound, bucket, () => client.GetObjectMetadataAsync(bucket, key, cancellationToken), cancellationToken);
        if (found is null)
        {
            // The answer is the same where the bucket is missing; then nobody must believe that the object is gone.
            _ = await S3Faults.CallUnlessAsync(
                HttpStatusCode.NotFound, bucket, () => client.HeadBucketAsync(new HeadBucketRequest { BucketName = bucket }, cancellationToken), cancellationToken)
                ?? throw new TransientFault(S3Faults.NoBucket(bucket));
        }

        return found;
    }

    private async Task<bool> CopyWholeAsync(string key, GetObjectMetadataResponse found, CancellationToken cancellationToken)
    {
        var request = new CopyObjectRequest
        {
            SourceBucket = bucket,
            SourceKey = key,
            DestinationBucket = bucket,
            DestinationKey = key,
            ETagToMatch = found.ETag,

            // S3 refuses a copy onto itself that changes nothing; replacing the metadata by the same is enough.
            MetadataDirective = S3MetadataDirective.REPLACE,
            StorageClass = found.StorageClass,
            WebsiteRedirectLocation = found.WebsiteRedirectLocation,
        };
        Keep(found, request.Headers, request.Metadata);
        try
        {
            return await S3Faults.CallUnlessAsync(HttpStatusCode.NotFound, bucket, () => client.CopyObjectAsync(request, cancellationToken), cancellationToken) is not null;
        }
        catch (TransientFault fault) when (fault.InnerException is AmazonS3Exception { StatusCode: HttpStatusCode.PreconditionFailed })
        {
            return true;
        }
    }

    private async Task<bool> CopyInPartsAsync(string key, GetObjectMetadataResponse found, long partBytes, CancellationToken cancellationToken)
    {
        var request = new InitiateMultipartUploadRequest
        {
            BucketName = bucket,
            Key = key,
            StorageClass = found.StorageClass,
            WebsiteRedirectLocation = found.WebsiteRedirectLocation,
        };
        Keep(found, request.Headers, request.Metadata);
        await using var upload = await MultipartUpload.BeginAsync(client, request, logger, cancellationToken);
        for (long first = 0; first < found.ContentLength; first += partBytes)
        {
            if (!await upload.AddOwnAsync(first, Math.Min(first + partBytes, found.ContentLength) - 1, found.ETag, cancellationToken))
            {
                return true;
            }
        }

        return await upload.CompleteAsync(onlyIfAbsent: false, cancellationToken);
    }

    /// <summary>
    /// How large the parts were that the object came in; null for one that came whole, or in parts that nobody knows.
    /// S3 tells the size of the first; a server that does not know the question tells that of the whole.
    /// </summary>
    private async Task<long?> PartBytesAsync(string key, GetObjectMetadataResponse found, CancellationToken cancellationToken)
    {
        if (PartsOf(found.ETag) is not { } parts)
        {
            return null;
        }

        var request = new GetObjectMetadataRequest { BucketName = bucket, Key = key, PartNumber = 1 };
        var first = await S3Faults.CallAsync(bucket, () => client.GetObjectMetadataAsync(request, cancellationToken), cancellationToken);
        return new[] { first.ContentLength, PartBuffer.Capacity }
            .Where(bytes => bytes > 0 && (found.ContentLength + bytes - 1) / bytes == parts)
            .Select(bytes => (long?)bytes)
            .FirstOrDefault();
    }

    private GetPreSignedUrlRequest SignedRequest(string key, TimeSpan lifetime, HttpVerb verb)
    {
        ObjectKeys.Validate(key);
        ArgumentOutOfRangeException.ThrowIfLessThan(lifetime, TimeSpan.FromSeconds(1));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lifetime, MaxLifetime);
        return new GetPreSignedUrlRequest
        {
            BucketName = bucket,
            Key = key,
            Verb = verb,
            Expires = time.GetUtcNow().Add(lifetime).UtcDateTime,
            Protocol = client.Config.ServiceURL?.StartsWith("http://", StringComparison.OrdinalIgnoreCase) == true ? Protocol.HTTP : Protocol.HTTPS,
        };
    }

    /// <summary>Not canonicalised, or a key like <c>a/../b</c> would become another one.</summary>
    private Uri Sign(GetPreSignedUrlRequest request) =>
        new(client.GetPreSignedURL(request), new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
}
