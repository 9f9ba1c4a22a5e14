using Vignette.Planning.Policies;

namespace Vignette.Planning.Costs.Tariffs;

/// <summary>What is paid for events and messages.</summary>
internal static class MessagingTariffs
{
    // Sent, received, deleted.
    private const int RequestsPerMessage = 3;

    public static IReadOnlyList<Tariff> All { get; } =
    [
        new(AwsTypes.Queue, PerMillionImages: Messages),
        new("aws:cloudwatch/eventRule:EventRule"),
        new("aws:cloudwatch/eventArchive:EventArchive", PerMillionImages: (_, _) => [new("eventbridge.archive.gb", Assumptions.EventSize.Value), new("eventbridge.archive.gb-month", Assumptions.EventSize.Value)]),
    ];

    // A queue that nothing sends to when all is well, such as one for dead letters, costs nothing.
    private static IEnumerable<Charge> Messages(Plan plan, PlannedResource queue) =>
        plan.Of(queue, "aws:cloudwatch/eventTarget:EventTarget", "arn").Any()
            ? [new("sqs.million-requests", RequestsPerMessage * (IsForApprovals(plan, queue) ? Assumptions.Approvals.Value : 1))]
            : [];

    private static bool IsForApprovals(Plan plan, PlannedResource queue) =>
        plan.Of(queue, "aws:lambda/eventSourceMapping:EventSourceMapping", "eventSourceArn").Any(mapping => plan.Resolve(mapping["functionName"]) is { } function && FunctionTariffs.IsPublication(function));
}
