using System.Data.Common;

namespace Vignette.Schema.Queue;

/// <summary>A received message, on its way back.</summary>
internal sealed record ReceivedMessage(long Id, string Queue, string Deduplication, int ReceiveCount)
{
    public const string Columns = "id, queue, deduplication, receive_count";

    public static ReceivedMessage Read(DbDataReader row) => new(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetInt32(3));
}
