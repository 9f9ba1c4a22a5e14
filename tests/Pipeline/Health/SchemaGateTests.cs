using Microsoft.Extensions.Logging.Abstractions;
using Vignette.Pipeline.Health;
using Vignette.Pipeline.Tests.Rig;
using Vignette.Schema.Migrations;

namespace Vignette.Pipeline.Tests.Health;

public sealed class SchemaGateTests : PipelineTest
{
    private const string OneMore = "INSERT INTO schema_migrations SELECT COALESCE(MAX(number), 0) + 1, 'next', 'x', 0 FROM schema_migrations";

    private SchemaGate Gate() => new(new Migrator(Rig.Database, Rig.Clock), NullLogger<SchemaGate>.Instance);

    [Fact]
    public async Task The_programs_own_schema_passes_and_is_not_looked_at_again()
    {
        var gate = Gate();
        await gate.PassAsync(Token);
        Rig.Database.Fault = FaultyDatabase.Away;
        await gate.PassAsync(Token);
    }

    [Fact]
    public async Task An_older_schema_waits_for_the_migration()
    {
        await ChangeAsync("DELETE FROM schema_migrations WHERE number = (SELECT MAX(number) FROM schema_migrations)");
        var probe = new SchemaProbe(Gate());
        (await Should.ThrowAsync<SchemaMismatchException>(() => probe.CheckAsync(Token))).Message.ShouldContain("the migration must run first");

        await ChangeAsync(OneMore);
        await probe.CheckAsync(Token);
    }

    [Fact]
    public async Task A_newer_schema_passes()
    {
        await ChangeAsync(OneMore);
        await Gate().PassAsync(Token);
    }

    private Task<int> ChangeAsync(string sql) => Rig.Database.WriteAsync(
        async (transaction, token) =>
        {
            await using var command = transaction.Connection!.CreateCommand();
            command.CommandText = sql;
            command.Transaction = transaction;
            return await command.ExecuteNonQueryAsync(token);
        },
        Token);
}
