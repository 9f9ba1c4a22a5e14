using System.Diagnostics.CodeAnalysis;

namespace Vignette.Pipeline.Events;

/// <summary>What came of reading an envelope: the event, or why there is none.</summary>
public sealed record EnvelopeReading
{
    private EnvelopeReading()
    {
    }

    public ObjectCreatedEvent? Event { get; private init; }

    public string? Reason { get; private init; }

    [MemberNotNullWhen(true, nameof(Event))]
    [MemberNotNullWhen(false, nameof(Reason))]
    public bool IsEvent => Event is not null;

    internal static EnvelopeReading Of(ObjectCreatedEvent created) => new() { Event = created };

    internal static EnvelopeReading Unreadable(string reason) => new() { Reason = reason };
}
