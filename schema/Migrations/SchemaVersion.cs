using System.Security.Cryptography;
using System.Text;
using Vignette.Schema.Database;

namespace Vignette.Schema.Migrations;

/// <summary>The schema that this program works with.</summary>
/// <param name="Number">The number of the last migration.</param>
/// <param name="Digest">SHA-256 over all migrations, in lower-case hexadecimal digits.</param>
public sealed record SchemaVersion(int Number, string Digest)
{
    public static SchemaVersion Of(SqlDialect dialect)
    {
        ArgumentNullException.ThrowIfNull(dialect);
        var migrations = Migration.All(dialect);
        var digests = string.Concat(migrations.Select(migration => migration.Digest));
        return new SchemaVersion(migrations[^1].Number, Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(digests))));
    }
}
