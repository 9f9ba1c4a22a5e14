using Microsoft.Extensions.Logging;
using Vignette.Schema.Migrations;

namespace Vignette.Pipeline.Health;

/// <summary>
/// Lets work begin only where the database has all that this program's SQL asks for. One that has more is taken: a
/// deployment migrates first, and a migration leaves the program before it working.
/// </summary>
public sealed class SchemaGate(Migrator migrator, ILogger<SchemaGate> logger)
{
    private volatile bool _isOpen;

    /// <summary>Looks once, and again until it has found the schema good.</summary>
    /// <exception cref="SchemaMismatchException">The database is older than this program: the migration must run first.</exception>
    public async Task PassAsync(CancellationToken cancellationToken)
    {
        if (_isOpen)
        {
            return;
        }

        var (version, needed) = (await migrator.VersionAsync(cancellationToken), migrator.Target.Number);
        if (version < needed)
        {
            throw new SchemaMismatchException($"The database has schema {version}, this program needs {needed}: the migration must run first.");
        }

        if (version > needed)
        {
            logger.SchemaIsNewer(version, needed);
        }

        _isOpen = true;
    }
}
