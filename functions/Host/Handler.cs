using System.Text;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;
using Vignette.Pipeline.Hosting;

namespace Vignette.Functions;

/// <summary>
/// Runs a handler under Lambda's runtime. The handler is made in the runtime's initialisation, so that whatever stops the
/// start (a variable that is missing, say) is told to Lambda as the function's initialisation error, with its message.
/// </summary>
internal static class Handler
{
    private static readonly SourceGeneratorLambdaJsonSerializer<FunctionJson> Serializer = new();

    public static LambdaBootstrap Of<TEvent, TResult>(Func<Func<TEvent, ILambdaContext, Task<TResult>>> create)
    {
        Func<TEvent, ILambdaContext, Task<TResult>>? handler = null;
        var wrapper = HandlerWrapper.GetHandlerWrapper<TEvent, TResult>((@event, context) => handler!(@event, context), Serializer);
        return new LambdaBootstrap(wrapper, () =>
        {
            handler = create();
            return Task.FromResult(true);
        });
    }

    /// <summary>A function whose start fails with a message that says what to set.</summary>
    public static LambdaBootstrap Unknown(string? name) => Of<Stream, Stream>(() => throw new InvalidOperationException(
        $"{FunctionNames.Variable} is {(string.IsNullOrEmpty(name) ? "not set" : $"\"{name}\"")}; it must be one of {string.Join(", ", FunctionNames.All)}."));

    /// <summary>Handles events until the process is stopped. Returns the exit code.</summary>
    public static async Task<int> RunAsync(LambdaBootstrap bootstrap)
    {
        try
        {
            await bootstrap.RunAsync();
            return 0;
        }
        catch (Exception fault)
        {
            // Lambda has been told; an unhandled exception would add a core dump's worth of text to the log.
            await Console.Error.WriteLineAsync(Reasons(fault));
            return 1;
        }
    }

    private static string Reasons(Exception fault)
    {
        var reasons = new StringBuilder(fault.Message);
        for (var inner = fault.InnerException; inner is not null; inner = inner.InnerException)
        {
            reasons.Append(": ").Append(inner.Message);
        }

        return reasons.ToString();
    }
}
