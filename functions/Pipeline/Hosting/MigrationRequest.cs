using Vignette.Schema.Migrations;

namespace Vignette.Pipeline.Hosting;

/// <summary>What a deployment asks of the migration.</summary>
/// <param name="Digest">
/// The digest of the schema that the deployment was made for, as <see cref="SchemaVersion"/> has it: a
/// function of another version is not to migrate. Null where the deployment does not say.
/// </param>
public sealed record MigrationRequest(string? Digest);
