using Amazon.Lambda.CloudWatchEvents.ScheduledEvents;
using Amazon.Lambda.SQSEvents;
using Vignette.Functions;
using Vignette.Pipeline.Hosting;
using Vignette.Pipeline.Sweeping;

// One image, one handler per function: the function's environment says which.
using var bootstrap = Environment.GetEnvironmentVariable(FunctionNames.Variable) switch
{
    FunctionNames.Thumbnail => Handler.Of<SQSEvent, SQSBatchResponse>(() => new ThumbnailFunction_RunAsync_Generated().RunAsync),
    FunctionNames.Caption => Handler.Of<SQSEvent, SQSBatchResponse>(() => new CaptionFunction_RunAsync_Generated().RunAsync),
    FunctionNames.Publish => Handler.Of<SQSEvent, SQSBatchResponse>(() => new PublishFunction_RunAsync_Generated().RunAsync),
    FunctionNames.Migrate => Handler.Of<MigrationRequest, MigrationReport>(() => new MigrateFunction_RunAsync_Generated().RunAsync),
    FunctionNames.Sweep => Handler.Of<ScheduledEvent, SweepReport>(() => new SweepFunction_RunAsync_Generated().RunAsync),
    var name => Handler.Unknown(name),
};
return await Handler.RunAsync(bootstrap);
