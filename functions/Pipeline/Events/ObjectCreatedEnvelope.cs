using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Vignette.Pipeline.Events;

/// <summary>
/// The envelope in which EventBridge delivers S3's "Object Created" event: the same JSON here and on AWS.
/// <see href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html"/>.
/// </summary>
public static class ObjectCreatedEnvelope
{
    public const string Source = "aws.s3";

    public const string DetailType = "Object Created";

    // S3's own limit, in UTF-8.
    private const int MaxKeyBytes = 1024;

    // Where no AWS account is: S3's fields are all there, with values that cannot be mistaken for real ones.
    private const string LocalAccount = "000000000000";
    private const string LocalRegion = "local";

    /// <summary>The event as S3 would have told it. <see cref="ObjectCreatedEvent.Sequencer"/> must be set.</summary>
    /// <param name="id">Names this very event.</param>
    public static string Write(ObjectCreatedEvent created, string id)
    {
        ArgumentNullException.ThrowIfNull(created);
        var envelope = new Envelope
        {
            Version = "0",
            Id = id,
            DetailType = DetailType,
            Source = Source,
            Account = LocalAccount,
            Time = created.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            Region = LocalRegion,
            Resources = [$"arn:aws:s3:::{created.Bucket}"],
            Detail = new EnvelopeDetail
            {
                Version = "0",
                Bucket = new EnvelopeBucket { Name = created.Bucket },
                Object = new EnvelopeObject { Key = created.Key, Size = created.Size, ETag = created.ETag, Sequencer = created.Sequencer },
                RequestId = id,
                Requester = LocalAccount,
                SourceIpAddress = "127.0.0.1",
                Reason = "PutObject",
            },
        };
        return JsonSerializer.Serialize(envelope, EnvelopeJson.Readable.Envelope);
    }

    /// <summary>Reads an event. What the platform does not use may be missing or unknown.</summary>
    /// <returns>The event, or why it is none.</returns>
    public static EnvelopeReading Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        Envelope? envelope;
        try
        {
            envelope = JsonSerializer.Deserialize(json, EnvelopeJson.Readable.Envelope);
        }
        catch (JsonException e)
        {
            return EnvelopeReading.Unreadable(e.Path is null or "$" ? "Not JSON, or not an event." : $"Not an event: {e.Path} is not what it should be.");
        }

        if (envelope?.Source != Source || envelope.DetailType != DetailType)
        {
            return EnvelopeReading.Unreadable($"Not an event of S3: source and detail-type are not \"{Source}\" and \"{DetailType}\".");
        }

        return envelope.Detail switch
        {
            { Bucket.Name: null or "" } or { Bucket: null } or null => EnvelopeReading.Unreadable("The event names no bucket."),
            { Object: null or { Key: null or "" } } => EnvelopeReading.Unreadable("The event names no key."),
            { Object.Key: var key } when Encoding.UTF8.GetByteCount(key) > MaxKeyBytes => EnvelopeReading.Unreadable($"The event's key has more than {MaxKeyBytes} bytes."),
            { Object.ETag: null or "" } => EnvelopeReading.Unreadable("The event names no entity tag."),
            var detail => EnvelopeReading.Of(new ObjectCreatedEvent(
                detail.Bucket.Name,
                detail.Object.Key,
                detail.Object.Size,
                detail.Object.ETag,
                detail.Object.Sequencer,
                DateTimeOffset.TryParse(envelope.Time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : default)),
        };
    }
}
