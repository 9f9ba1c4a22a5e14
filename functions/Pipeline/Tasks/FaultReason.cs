using System.Data.Common;

namespace Vignette.Pipeline.Tasks;

/// <summary>Says in a sentence for a person why a try failed. What only a developer understands is in the log.</summary>
internal static class FaultReason
{
    public static string Of(Exception fault) => fault switch
    {
        TransientFault => fault.Message,
        OperationCanceledException or TimeoutException => "It did not finish in the time that one try has.",
        DbException => "The catalog is away.",
        HttpRequestException => "A service that is needed is away.",
        IOException => "The object store is away.",
        _ => $"An unexpected error ({fault.GetType().Name}).",
    };
}
