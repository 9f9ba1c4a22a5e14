using Vignette.Schema.Database;

namespace Vignette.Schema.Catalog;

/// <summary>
/// Writes what lists walk and search by for images that a program wrote which did not know it yet: one before this, or
/// during a deployment one beside it. Until then such images are found, but not by all that is true of them, and stand
/// last by name.
/// </summary>
public sealed class SearchRenewal(ICatalogDatabase database)
{
    private const int BatchSize = 100;

    /// <summary>Returns how many images there were.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        int count, all = 0;
        do
        {
            count = await RenewBatchAsync(visible: 1, cancellationToken) + await RenewBatchAsync(visible: 0, cancellationToken) + await RenewWordsAsync(cancellationToken);
            all += count;
        }
        while (count > 0);
        return all;
    }

    private Task<int> RenewBatchAsync(int visible, CancellationToken cancellationToken) => database.ChangeRelaxedAsync(
        async (sql, token) =>
        {
            var images = await sql.QueryAsync(
                $"SELECT i.seq, i.file_name FROM images i{database.Dialect.UseIndex(ListOrder.ByName)} WHERE i.visible = @visible AND i.name_key IS NULL ORDER BY i.seq LIMIT @limit{database.Dialect.ForUpdate}",
                [("@visible", visible), ("@limit", BatchSize)],
                row => (Sequence: row.GetInt64(0), FileName: row.GetString(1)),
                token);
            foreach (var (seq, fileName) in images)
            {
                await sql.ExecuteAsync("UPDATE images SET name_key = @key WHERE seq = @seq", [("@key", NameKey.Of(fileName)), ("@seq", seq)], token);
                await SearchIndex.RefreshAsync(sql, database.Dialect, seq, token);
            }

            return images.Count;
        },
        cancellationToken);

    private async Task<int> RenewWordsAsync(CancellationToken cancellationToken)
    {
        var unknown = await database.QueryAsync((sql, token) => database.Dialect.UnknownWordsAsync(sql, BatchSize, token), cancellationToken);
        return unknown.Count == 0 ? 0 : await database.ChangeRelaxedAsync(
            async (sql, token) =>
            {
                foreach (var seq in unknown)
                {
                    await sql.FirstAsync($"SELECT 1 FROM images WHERE seq = @seq{database.Dialect.ForUpdate}", [("@seq", seq)], _ => true, token);
                    await SearchIndex.RefreshAsync(sql, database.Dialect, seq, token);
                }

                return unknown.Count;
            },
            cancellationToken);
    }
}
