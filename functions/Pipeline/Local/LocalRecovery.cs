using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vignette.Schema.Catalog;
using Vignette.Schema.Queue;

namespace Vignette.Pipeline.Local;

/// <summary>
/// Frees what a process that was killed held: its claims, and the messages it had taken. Runs before any worker; right
/// only where no other process works on the same catalog.
/// </summary>
public sealed class LocalRecovery(TaskLedger ledger, MessageQueue queue, ILogger<LocalRecovery> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var claims = await ledger.ReleaseAllAsync(cancellationToken);
        var messages = await queue.ReturnAllAsync(cancellationToken);
        if (claims > 0 || messages > 0)
        {
            logger.Recovered(claims, messages);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
