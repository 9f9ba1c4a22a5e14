using System.Text.Json.Serialization;
using Amazon.Lambda.CloudWatchEvents.ScheduledEvents;
using Amazon.Lambda.SQSEvents;
using Vignette.Pipeline.Hosting;
using Vignette.Pipeline.Sweeping;

namespace Vignette.Functions;

/// <summary>What goes in and out of the functions; made at build time, since reflection would slow the first event.</summary>
[JsonSerializable(typeof(SQSEvent))]
[JsonSerializable(typeof(SQSBatchResponse))]
[JsonSerializable(typeof(ScheduledEvent))]
[JsonSerializable(typeof(SweepReport))]
[JsonSerializable(typeof(MigrationRequest))]
[JsonSerializable(typeof(MigrationReport))]
internal sealed partial class FunctionJson : JsonSerializerContext;
