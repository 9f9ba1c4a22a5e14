using System.Data.Common;

namespace Vignette.Schema.Database;

/// <summary>Runs statements on a connection, in its transaction where it has one, prepared where the connection keeps them.</summary>
internal readonly struct Sql(DbConnection connection, DbTransaction? transaction = null)
{
    public Sql(DbTransaction transaction)
        : this(transaction.Connection ?? throw new InvalidOperationException("The transaction has ended."), transaction)
    {
    }

    /// <summary>Returns how many rows changed. One that is set to what it was counts or not, as the engine likes.</summary>
    public Task<int> ExecuteAsync(string sql, SqlValue[] values, CancellationToken cancellationToken) =>
        RunAsync(sql, values, static (command, token) => command.ExecuteNonQueryAsync(token), cancellationToken);

    /// <summary>All rows.</summary>
    public Task<List<T>> QueryAsync<T>(string sql, SqlValue[] values, Func<DbDataReader, T> read, CancellationToken cancellationToken) =>
        RunAsync(
            sql,
            values,
            async (command, token) =>
            {
                var rows = new List<T>();
                await using var reader = await command.ExecuteReaderAsync(token);
                while (await reader.ReadAsync(token))
                {
                    rows.Add(read(reader));
                }

                return rows;
            },
            cancellationToken);

    /// <summary>The first row, or the default where there is none.</summary>
    public Task<T?> FirstAsync<T>(string sql, SqlValue[] values, Func<DbDataReader, T> read, CancellationToken cancellationToken) =>
        RunAsync<T?>(
            sql,
            values,
            async (command, token) =>
            {
                await using var reader = await command.ExecuteReaderAsync(token);
                return await reader.ReadAsync(token) ? read(reader) : default;
            },
            cancellationToken);

    private async Task<T> RunAsync<T>(string sql, SqlValue[] values, Func<DbCommand, CancellationToken, Task<T>> run, CancellationToken cancellationToken)
    {
        if (connection is IStatementCache cache)
        {
            var kept = cache.Statement(sql);
            Bind(kept, values);
            return await run(kept, cancellationToken);
        }

        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        Bind(command, values);
        return await run(command, cancellationToken);
    }

    private static void Bind(DbCommand command, SqlValue[] values)
    {
        var parameters = command.Parameters;
        for (var i = 0; i < values.Length; i++)
        {
            if (i == parameters.Count)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = values[i].Name;
                parameters.Add(parameter);
            }

            parameters[i].Value = values[i].Value ?? DBNull.Value;
        }
    }
}
