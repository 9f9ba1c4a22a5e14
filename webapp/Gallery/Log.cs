using Microsoft.Extensions.Logging;
using Vignette.Gallery.Access.LoadBalancing;
using Vignette.Schema;

namespace Vignette.Gallery;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "{Method} {Path} failed")]
    public static partial void RequestFailed(ILogger logger, Exception fault, string method, string path);

    [LoggerMessage(2, LogLevel.Warning, "{Method} {Path} could not be answered for now: {Reason}")]
    public static partial void RequestUnavailable(ILogger logger, string method, string path, string reason);

    [LoggerMessage(3, LogLevel.Information, "An upload was refused with {Status}: {Reason}; {Removed} stored before were removed again")]
    public static partial void UploadRefused(ILogger logger, int status, string reason, int removed);

    [LoggerMessage(4, LogLevel.Warning, "Image {Id} of an upload that broke off could not be removed; it stays in the gallery")]
    public static partial void LeftoverKept(ILogger logger, Exception fault, string id);

    [LoggerMessage(5, LogLevel.Warning, "Live pages could not look for changes")]
    public static partial void ChangesUnavailable(ILogger logger, Exception fault);

    [LoggerMessage(6, LogLevel.Warning, "{Dependency} does not answer")]
    public static partial void DependencyDown(ILogger logger, Exception fault, string dependency);

    [LoggerMessage(7, LogLevel.Information, "Refused {Method} {Path}: {Reason}")]
    public static partial void CrossOriginRefused(ILogger logger, string method, string path, string reason);

    [LoggerMessage(9, LogLevel.Warning, "An import broke off")]
    public static partial void ImportBrokeOff(ILogger logger, Exception fault);

    [LoggerMessage(8, LogLevel.Warning, "What was to be done with many images could not be done with {Id}")]
    public static partial void BulkChangeFailed(ILogger logger, Exception fault, ImageId id);

    [LoggerMessage(20, LogLevel.Warning, "The load balancer's token was refused, {Fault}: {Reason}")]
    public static partial void TokenRefused(ILogger logger, TokenFault fault, string reason);

    [LoggerMessage(21, LogLevel.Error, "The keys of load balancers are away, so that nobody can come in: {Reason}")]
    public static partial void KeyEndpointAway(ILogger logger, Exception? fault, string reason);
}
