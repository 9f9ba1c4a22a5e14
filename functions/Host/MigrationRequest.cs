namespace Vignette.Functions;

/// <summary>What a deployment asks of the migration.</summary>
/// <param name="Digest">
/// The digest of the schema that the deployment was made for, as <see cref="Schema.Migrations.SchemaVersion"/> has it: a
/// function of another version is not to migrate. Null where the deployment does not say.
/// </param>
public sealed record MigrationRequest(string? Digest);
