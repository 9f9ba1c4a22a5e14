using Amazon.Lambda.Core;
using Microsoft.Extensions.Logging;
using Vignette.Schema;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace Vignette.Functions;

internal static partial class Log
{
    private static readonly Func<ILogger, string, IDisposable?> Request = LoggerMessage.DefineScope<string>("Request {AwsRequestId}");
    private static readonly Func<ILogger, string?, IDisposable?> Message = LoggerMessage.DefineScope<string?>("Message {MessageId}");

    /// <summary>Every line of an invocation carries its request id.</summary>
    public static IDisposable? BeginRequest(this ILogger logger, ILambdaContext context) => Request(logger, context.AwsRequestId);

    public static IDisposable? BeginMessage(this ILogger logger, string? messageId) => Message(logger, messageId);

    [LoggerMessage(LogLevel.Warning, "The event has no messages for {Task}; it is no batch of SQS.")]
    public static partial void EmptyBatch(this ILogger logger, TaskKind task);

    [LoggerMessage(LogLevel.Error, "The whole batch goes back to the queue: {Reason}")]
    public static partial void BatchKept(this ILogger logger, Exception fault, string reason);

    [LoggerMessage(LogLevel.Warning, "{Task} was not begun: the invocation's time is over. The message comes again.")]
    public static partial void MessageNotBegun(this ILogger logger, TaskKind task);

    [LoggerMessage(LogLevel.Warning, "{Task} was cut short: the invocation's time is over. The message comes again.")]
    public static partial void MessageCutShort(this ILogger logger, TaskKind task);

    [LoggerMessage(LogLevel.Error, "{Task} broke down. The message comes again.")]
    public static partial void MessageFailed(this ILogger logger, Exception fault, TaskKind task);

    [LoggerMessage(LogLevel.Warning, "The sweep was cut short: the invocation's time is over. The next one goes on.")]
    public static partial void SweepCutShort(this ILogger logger);

    [LoggerMessage(LogLevel.Information, "Applied {Count} migrations; the schema is {Version}.")]
    public static partial void Migrated(this ILogger logger, int count, int version);
}
