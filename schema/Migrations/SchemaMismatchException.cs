namespace Vignette.Schema.Migrations;

/// <summary>The database does not fit this program: it is newer, or was made by other migrations. Nothing was changed.</summary>
public sealed class SchemaMismatchException(string message) : Exception(message);
