using System.Net;
using Amazon.Runtime;

namespace Vignette.Pipeline.Objects.S3;

/// <summary>Turns what the SDK throws into what the port promises.</summary>
internal static class S3Faults
{
    private const string NoSuchBucket = "NoSuchBucket";

    /// <summary>Runs a call to the SDK and nothing else; what fails in it is a <see cref="TransientFault"/> that says what a person can do about it.</summary>
    public static async Task<T> CallAsync<T>(string bucket, Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call();
        }
        catch (Exception e)
        {
            // All of it is the store's: on answers that it does not expect the SDK throws anything. A cancellation that nobody asked for is its timeout.
            throw cancellationToken.IsCancellationRequested ? new OperationCanceledException(e.Message, e, cancellationToken) : From(e, bucket);
        }
    }

    /// <summary>As <see cref="CallAsync{T}"/>; null where S3 answers with that status.</summary>
    public static async Task<T?> CallUnlessAsync<T>(HttpStatusCode status, string bucket, Func<Task<T>> call, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await CallAsync(bucket, call, cancellationToken);
        }
        catch (TransientFault fault) when (fault.InnerException is AmazonServiceException { ErrorCode: not NoSuchBucket } answer && answer.StatusCode == status)
        {
            return null;
        }
    }

    public static string NoBucket(string bucket) => $"The bucket {bucket} does not exist.";

    private static TransientFault From(Exception e, string bucket) => new(
        e switch
        {
            AmazonServiceException { ErrorCode: NoSuchBucket } => NoBucket(bucket),
            AmazonServiceException { StatusCode: HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized } answer =>
                $"The object store refuses access to the bucket {bucket}: {answer.ErrorCode}.",
            AmazonServiceException { ErrorCode: { Length: > 0 } code } => $"The object store failed at the bucket {bucket}: {code}.",
            TimeoutException or OperationCanceledException => "The object store does not answer.",
            _ => "The object store is away.",
        },
        inner: e);
}
