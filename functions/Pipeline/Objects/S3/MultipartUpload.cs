using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Logging;

namespace Vignette.Pipeline.Objects.S3;

/// <summary>An object that comes in parts and is there only once <see cref="CompleteAsync"/> has returned; disposed before, nothing of it stays.</summary>
internal sealed class MultipartUpload : IAsyncDisposable
{
    private readonly IAmazonS3 _client;
    private readonly InitiateMultipartUploadRequest _request;
    private readonly string _id;
    private readonly ILogger _logger;
    private readonly List<PartETag> _parts = [];
    private bool _completed;

    private MultipartUpload(IAmazonS3 client, InitiateMultipartUploadRequest request, string id, ILogger logger) =>
        (_client, _request, _id, _logger) = (client, request, id, logger);

    private int NextPart => _parts.Count + 1;

    public static async Task<MultipartUpload> BeginAsync(IAmazonS3 client, InitiateMultipartUploadRequest request, ILogger logger, CancellationToken cancellationToken)
    {
        var begun = await S3Faults.CallAsync(request.BucketName, () => client.InitiateMultipartUploadAsync(request, cancellationToken), cancellationToken);
        return new MultipartUpload(client, request, begun.UploadId, logger);
    }

    public async Task AddAsync(Stream content, CancellationToken cancellationToken)
    {
        var part = new UploadPartRequest { BucketName = _request.BucketName, Key = _request.Key, UploadId = _id, PartNumber = NextPart, InputStream = content };
        var added = await S3Faults.CallAsync(_request.BucketName, () => _client.UploadPartAsync(part, cancellationToken), cancellationToken);
        _parts.Add(new PartETag(NextPart, added.ETag));
    }

    /// <summary>Adds bytes that the object of the same key has now. False where it is not of that entity tag any more.</summary>
    public async Task<bool> AddOwnAsync(long first, long last, string etag, CancellationToken cancellationToken)
    {
        var part = new CopyPartRequest
        {
            SourceBucket = _request.BucketName,
            SourceKey = _request.Key,
            DestinationBucket = _request.BucketName,
            DestinationKey = _request.Key,
            UploadId = _id,
            PartNumber = NextPart,
            FirstByte = first,
            LastByte = last,
            ETagToMatch = [etag],
        };
        var added = await S3Faults.CallUnlessAsync(
            HttpStatusCode.PreconditionFailed, _request.BucketName, () => _client.CopyPartAsync(part, cancellationToken), cancellationToken);
        if (added is not null)
        {
            _parts.Add(new PartETag(NextPart, added.ETag));
        }

        return added is not null;
    }

    /// <summary>Makes the object of its parts. False where the key is taken and must not be.</summary>
    public async Task<bool> CompleteAsync(bool onlyIfAbsent, CancellationToken cancellationToken)
    {
        var request = new CompleteMultipartUploadRequest
        {
            BucketName = _request.BucketName,
            Key = _request.Key,
            UploadId = _id,
            PartETags = _parts,
            IfNoneMatch = onlyIfAbsent ? "*" : null,
        };
        _completed = await S3Faults.CallUnlessAsync(
            HttpStatusCode.PreconditionFailed, request.BucketName, () => _client.CompleteMultipartUploadAsync(request, cancellationToken), cancellationToken) is not null;
        return _completed;
    }

    public async ValueTask DisposeAsync()
    {
        if (_completed)
        {
            return;
        }

        try
        {
            await _client.AbortMultipartUploadAsync(_request.BucketName, _request.Key, _id, CancellationToken.None);
        }
        catch (Exception fault)
        {
            // The bucket's lifecycle removes it.
            _logger.UploadNotAborted(fault, _request.Key);
        }
    }
}
