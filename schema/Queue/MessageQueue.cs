using System.Security.Cryptography;
using Vignette.Schema.Database;

namespace Vignette.Schema.Queue;

/// <summary>
/// A durable queue in the catalog's database with the manners of SQS: at-least-once delivery, a visibility timeout,
/// receive counts, delayed returns, dead letters. Used where no SQS is there, that is on one machine.
/// </summary>
public sealed class MessageQueue(ICatalogDatabase database, TimeProvider time)
{
    /// <summary>
    /// Sends a message to each of the queues, all or none. A message whose <paramref name="deduplicationId"/> already
    /// waits in a queue (visible or delayed, but not received) is not sent to that queue again.
    /// </summary>
    public Task SendAsync(IReadOnlyList<string> queues, string body, string deduplicationId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(queues);
        return database.ChangeRelaxedAsync(
            async (sql, token) =>
            {
                foreach (var queue in queues)
                {
                    await sql.ExecuteAsync(
                        database.Dialect.InsertUnlessTaken(
                            "messages (queue, body, deduplication, waiting, visible_at) VALUES (@queue, @body, @deduplication, @deduplication, @now)",
                            key: "id"),
                        [("@queue", queue), ("@body", body), ("@deduplication", deduplicationId), ("@now", time.Now())],
                        token);
                }

                return queues.Count;
            },
            cancellationToken);
    }

    /// <summary>Takes up to <paramref name="limit"/> visible messages, the longest visible first, and hides them for <paramref name="visibility"/>.</summary>
    public async Task<IReadOnlyList<QueueMessage>> ReceiveAsync(string queue, int limit, TimeSpan visibility, CancellationToken cancellationToken) =>
        await database.ChangeRelaxedAsync(
            async (sql, token) =>
            {
                var now = time.Now();
                var messages = await sql.QueryAsync(
                    $"SELECT id, body, receive_count FROM messages WHERE queue = @queue AND visible_at <= @now ORDER BY visible_at, id LIMIT @limit{database.Dialect.ForUpdate}",
                    [("@queue", queue), ("@now", now), ("@limit", limit)],
                    row => new QueueMessage(row.GetInt64(0), queue, row.GetString(1), RandomNumberGenerator.GetHexString(32, lowercase: true), row.GetInt32(2) + 1),
                    token);
                foreach (var message in messages)
                {
                    await sql.ExecuteAsync(
                        "UPDATE messages SET receipt = @receipt, receive_count = @count, visible_at = @until, waiting = NULL WHERE id = @id",
                        [("@receipt", message.Receipt), ("@count", message.ReceiveCount), ("@until", now + (long)visibility.TotalMilliseconds), ("@id", message.Id)],
                        token);
                }

                return messages;
            },
            cancellationToken);

    /// <summary>Done: removes the message. False when the receipt is outdated.</summary>
    public Task<bool> DeleteAsync(QueueMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        return database.ChangeRelaxedAsync((sql, token) => RemoveAsync(sql, message, token), cancellationToken);
    }

    /// <summary>
    /// Makes the message visible again after <paramref name="delay"/>; its receive count stays unless <paramref name="uncount"/>,
    /// for a message that was taken and not tried (a drain). Where an equal message waits by now, the two become one,
    /// which keeps the higher count. False when the receipt is outdated.
    /// </summary>
    public Task<bool> ReturnAsync(QueueMessage message, TimeSpan delay, bool uncount, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        return database.ChangeRelaxedAsync(
            async (sql, token) =>
            {
                var received = await sql.FirstAsync(
                    $"SELECT {ReceivedMessage.Columns} FROM messages WHERE id = @id AND receipt = @receipt{database.Dialect.ForUpdate}",
                    [("@id", message.Id), ("@receipt", message.Receipt)],
                    ReceivedMessage.Read,
                    token);
                if (received is null)
                {
                    return false;
                }

                await ReturnAsync(sql, uncount ? received with { ReceiveCount = received.ReceiveCount - 1 } : received, time.Now() + (long)delay.TotalMilliseconds, token);
                return true;
            },
            cancellationToken);
    }

    /// <summary>Moves the message to the dead letters. False when the receipt is outdated.</summary>
    public Task<bool> BuryAsync(QueueMessage message, string reason, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        return database.ChangeRelaxedAsync(
            async (sql, token) =>
            {
                if (!await RemoveAsync(sql, message, token))
                {
                    return false;
                }

                await sql.ExecuteAsync(
                    "INSERT INTO dead_letters (queue, body, receive_count, reason, died_at) VALUES (@queue, @body, @count, @reason, @now)",
                    [("@queue", message.Queue), ("@body", message.Body), ("@count", message.ReceiveCount), ("@reason", reason), ("@now", time.Now())],
                    token);
                return true;
            },
            cancellationToken);
    }

    /// <summary>Makes every received message visible again: right at the start of the only process that receives, since what was received before died with the process before.</summary>
    public Task<int> ReturnAllAsync(CancellationToken cancellationToken) => database.ChangeRelaxedAsync(
        async (sql, token) =>
        {
            var received = await sql.QueryAsync(
                $"SELECT {ReceivedMessage.Columns} FROM messages WHERE receipt IS NOT NULL ORDER BY id{database.Dialect.ForUpdate}",
                [],
                ReceivedMessage.Read,
                token);
            foreach (var message in received)
            {
                await ReturnAsync(sql, message, time.Now(), token);
            }

            return received.Count;
        },
        cancellationToken);

    /// <summary>When the earliest message of the queue becomes visible; null when it has none.</summary>
    public Task<DateTimeOffset?> NextVisibleAtAsync(string queue, CancellationToken cancellationToken) => database.QueryAsync(
        (sql, token) => sql.FirstAsync<DateTimeOffset?>(
            "SELECT visible_at FROM messages WHERE queue = @queue ORDER BY visible_at LIMIT 1",
            [("@queue", queue)],
            row => UnixTime.At(row.GetInt64(0)),
            token),
        cancellationToken);

    /// <summary>How many messages wait or are being worked on, and how many died, by queue.</summary>
    public async Task<IReadOnlyDictionary<string, QueueDepth>> DepthsAsync(CancellationToken cancellationToken) =>
        await database.QueryAsync(
            async (sql, token) =>
            {
                var living = await sql.QueryAsync(
                    "SELECT queue, COUNT(*) - COUNT(receipt), COUNT(receipt) FROM messages GROUP BY queue",
                    [],
                    row => KeyValuePair.Create(row.GetString(0), new QueueDepth(row.GetInt64(1), row.GetInt64(2), 0)),
                    token);
                var dead = await sql.QueryAsync(
                    "SELECT queue, COUNT(*) FROM dead_letters GROUP BY queue",
                    [],
                    row => KeyValuePair.Create(row.GetString(0), new QueueDepth(0, 0, row.GetInt64(1))),
                    token);
                return living.Concat(dead).GroupBy(queue => queue.Key, queue => queue.Value, StringComparer.Ordinal).ToDictionary(
                    queue => queue.Key,
                    queue => queue.Aggregate((one, other) => new QueueDepth(one.Waiting + other.Waiting, one.InFlight + other.InFlight, one.Dead + other.Dead)),
                    StringComparer.Ordinal);
            },
            cancellationToken);

    /// <summary>The newest dead letters.</summary>
    public async Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(int limit, CancellationToken cancellationToken) =>
        await database.QueryAsync(
            (sql, token) => sql.QueryAsync(
                "SELECT id, queue, body, receive_count, reason, died_at FROM dead_letters ORDER BY id DESC LIMIT @limit",
                [("@limit", limit)],
                row => new DeadLetter(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetInt32(3), row.GetString(4), UnixTime.At(row.GetInt64(5))),
                token),
            cancellationToken);

    private static async Task<bool> RemoveAsync(Sql sql, QueueMessage message, CancellationToken cancellationToken) =>
        await sql.ExecuteAsync(
            "DELETE FROM messages WHERE id = @id AND receipt = @receipt",
            [("@id", message.Id), ("@receipt", message.Receipt)],
            cancellationToken) > 0;

    private static async Task ReturnAsync(Sql sql, ReceivedMessage message, long visibleAt, CancellationToken cancellationToken)
    {
        var merged = await sql.ExecuteAsync(
            "UPDATE messages SET receive_count = CASE WHEN receive_count > @count THEN receive_count ELSE @count END WHERE queue = @queue AND waiting = @deduplication",
            [("@count", message.ReceiveCount), ("@queue", message.Queue), ("@deduplication", message.Deduplication)],
            cancellationToken);
        if (merged > 0)
        {
            await sql.ExecuteAsync("DELETE FROM messages WHERE id = @id", [("@id", message.Id)], cancellationToken);
            return;
        }

        await sql.ExecuteAsync(
            "UPDATE messages SET receipt = NULL, receive_count = @count, visible_at = @visible, waiting = deduplication WHERE id = @id",
            [("@count", message.ReceiveCount), ("@visible", visibleAt), ("@id", message.Id)],
            cancellationToken);
    }
}
