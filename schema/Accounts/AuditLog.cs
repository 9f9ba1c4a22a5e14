using System.Data.Common;
using System.Runtime.CompilerServices;
using Vignette.Schema.Database;

namespace Vignette.Schema.Accounts;

/// <summary>Who did what to which image, when and from where. It is only ever added to, and outlives images and accounts.</summary>
public sealed class AuditLog(ICatalogDatabase database, TimeProvider time)
{
    /// <summary>Adds entries, with the present time.</summary>
    public Task AddAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entries);
        return entries.Count == 0
            ? Task.CompletedTask
            : database.ChangeAsync(
                async (sql, token) =>
                {
                    foreach (var entry in entries)
                    {
                        await sql.ExecuteAsync(
                            "INSERT INTO audit_log (at, actor, token, address, action, image_id, subject, detail) VALUES (@at, @actor, @token, @address, @action, @image, @subject, @detail)",
                            [
                                ("@at", time.Now()), ("@actor", Short(entry.Actor)), ("@token", Short(entry.Token)), ("@address", entry.Address), ("@action", (int)entry.Action),
                                ("@image", entry.Image?.ToString()), ("@subject", Short(entry.Subject)), ("@detail", entry.Detail),
                            ],
                            token);
                    }

                    return entries.Count;
                },
                cancellationToken);
    }

    /// <summary>The latest entries first.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not as it must be.</exception>
    public async Task<IReadOnlyList<AuditEntry>> ListAsync(AuditQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, AuditQuery.MaxLimit, nameof(query));
        var conditions = new List<(string Condition, SqlValue Value)> { ("id < @before", ("@before", query.Before ?? long.MaxValue)) };
        Add(query.Actor, "actor = @actor", "@actor");
        Add((int?)query.Action, "action = @action", "@action");
        Add(query.Image?.ToString(), "image_id = @image", "@image");
        Add(query.From?.ToUnixTimeMilliseconds(), "at >= @from", "@from");
        Add(query.Until?.ToUnixTimeMilliseconds(), "at < @until", "@until");
        return await database.QueryAsync(
            (sql, token) => sql.QueryAsync(
                $"SELECT id, at, actor, token, address, action, image_id, subject, detail FROM audit_log WHERE {string.Join(" AND ", conditions.Select(each => each.Condition))} ORDER BY id DESC LIMIT @limit",
                [("@limit", query.Limit), .. conditions.Select(each => each.Value)],
                Read,
                token),
            cancellationToken);

        void Add(object? value, string condition, string name)
        {
            if (value is not null)
            {
                conditions.Add((condition, new SqlValue(name, value)));
            }
        }
    }

    /// <summary>All that the query finds, whatever its limit is, read page by page.</summary>
    public async IAsyncEnumerable<AuditEntry> WalkAsync(AuditQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        for (query = query with { Limit = AuditQuery.MaxLimit }; ;)
        {
            var page = await ListAsync(query, cancellationToken);
            foreach (var entry in page)
            {
                yield return entry;
            }

            if (page.Count < query.Limit)
            {
                yield break;
            }

            query = query with { Before = page[^1].Id };
        }
    }

    private static string? Short(string? text) => text?.Length > AuditEntry.MaxNameLength ? text[..AuditEntry.MaxNameLength] : text;

    private static AuditEntry Read(DbDataReader row) => new(row.GetString(2), (AuditAction)row.GetInt32(5))
    {
        Id = row.GetInt64(0),
        At = UnixTime.At(row.GetInt64(1)),
        Token = row.Text(3),
        Address = row.Text(4),
        Image = row.Text(6) is { } image ? ImageId.Parse(image) : null,
        Subject = row.Text(7),
        Detail = row.Text(8),
    };
}
