namespace Vignette.Cli.Doctor;

/// <summary>Looks at everything that can be looked at, each within a limited time.</summary>
/// <param name="limit">What each check may take.</param>
public sealed class Checkup(TimeSpan limit, TimeProvider time)
{
    /// <summary>All at once; the findings are in the order of the checks.</summary>
    public async Task<IReadOnlyList<Finding>> LookAsync(IEnumerable<ICheck> checks, CancellationToken cancellationToken) =>
        await Task.WhenAll(checks.Select(check => LookAsync(check, cancellationToken)));

    private async Task<Finding> LookAsync(ICheck check, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            // What does not notice that it is cancelled is left alone.
            return await Task.Run(() => check.LookAsync(either.Token), either.Token).WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return check.Problem($"No answer within {limit.TotalSeconds:0.#} seconds.", "Find out what it waits for, or give it longer with --timeout.");
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return check.Problem($"This could not be looked at: {ToolText.Line(fault.Message)}", "Please report it.");
        }
    }
}
