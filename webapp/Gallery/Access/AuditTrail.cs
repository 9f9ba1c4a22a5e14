using Microsoft.AspNetCore.Http;
using Vignette.Schema.Accounts;

namespace Vignette.Gallery.Access;

/// <summary>Notes what was done by a request, by whom and from where.</summary>
internal sealed class AuditTrail(AuditLog log)
{
    /// <summary>Before the answer: what was done and cannot be noted is answered as a failure.</summary>
    public Task AddAsync(HttpContext context, AuditEntry entry, CancellationToken cancellationToken) => AddAsync(context, [entry], cancellationToken);

    /// <inheritdoc cref="AddAsync(HttpContext, AuditEntry, CancellationToken)"/>
    public Task AddAsync(HttpContext context, IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken)
    {
        var (token, address) = (Caller.Of(context.User)?.Token, context.Connection.RemoteIpAddress?.ToString());
        return log.AddAsync([.. entries.Select(entry => entry with { Token = token, Address = address })], cancellationToken);
    }
}
