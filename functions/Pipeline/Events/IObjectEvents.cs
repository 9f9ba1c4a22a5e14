namespace Vignette.Pipeline.Events;

/// <summary>Where a store without events of its own announces its objects; on AWS S3 itself does.</summary>
public interface IObjectEvents
{
    /// <summary>Returns once the event is durable.</summary>
    Task PublishAsync(ObjectCreatedEvent created, CancellationToken cancellationToken);
}
