using System.Data.Common;

namespace Vignette.Schema.Database;

/// <summary>Reads columns that may be null.</summary>
internal static class DataReaderExtensions
{
    public static string? Text(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    public static long? Number(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);

    public static DateTimeOffset? Time(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : UnixTime.At(reader.GetInt64(column));
}
