namespace Vignette.Functions;

/// <summary>What a migration did.</summary>
/// <param name="Version">The schema that the database has now.</param>
/// <param name="Applied">Migrations that were missing.</param>
/// <param name="User">The application's database user, who exists now; null where none was asked for.</param>
public sealed record MigrationReport(int Version, int Applied, string? User);
