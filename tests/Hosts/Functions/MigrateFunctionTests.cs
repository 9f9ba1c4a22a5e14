using Vignette.Hosts.Tests.Rig;
using Vignette.Pipeline.Hosting;
using Vignette.Tests;
using Vignette.Tests.MySql;

namespace Vignette.Hosts.Tests.Functions;

public sealed class MigrateFunctionTests(MySqlServer database, RadosGateway storage) : IAsyncLifetime
{
    // What the stack does not give to it.
    private static readonly (string, string?)[] NoBuckets = [("S3_IMAGE_BUCKET", null), ("S3_THUMBNAIL_BUCKET", null), ("S3_DATASET_BUCKET", null), ("CAPTION_ENDPOINT", null)];

    private CloudRig _cloud = null!;

    public async ValueTask InitializeAsync() => _cloud = await CloudRig.CreateAsync(database, storage, migrated: false);

    public ValueTask DisposeAsync() => _cloud?.DisposeAsync() ?? default;

    [Fact]
    public async Task An_empty_database_is_brought_to_the_programs_schema_once()
    {
        var function = await _cloud.StartFunctionAsync(FunctionNames.Migrate, NoBuckets);
        var target = _cloud.Migrator.Target;

        var first = (await function.InvokeAsync($$"""{"Digest":"{{target.Digest}}"}""")).Json();
        first.GetProperty("Version").GetInt32().ShouldBe(target.Number);
        first.GetProperty("Applied").GetInt32().ShouldBe(target.Number);

        (await function.InvokeAsync("{}")).Json().GetProperty("Applied").GetInt32().ShouldBe(0);
        (await _cloud.Migrator.VersionAsync(TestContext.Current.CancellationToken)).ShouldBe(target.Number);
    }

    [Fact]
    public async Task Two_at_once_do_it_once()
    {
        var one = await _cloud.StartFunctionAsync(FunctionNames.Migrate, NoBuckets);
        var other = await _cloud.StartFunctionAsync(FunctionNames.Migrate, NoBuckets);
        var answers = await Task.WhenAll(one.InvokeAsync("{}"), other.InvokeAsync("{}"));
        answers.Sum(answer => answer.Json().GetProperty("Applied").GetInt32()).ShouldBe(_cloud.Migrator.Target.Number);
    }

    [Fact]
    public async Task It_never_goes_backwards()
    {
        var function = await _cloud.StartFunctionAsync(FunctionNames.Migrate, NoBuckets);
        (await function.InvokeAsync("{}")).Json();
        await _cloud.ExecuteAsync("INSERT INTO schema_migrations VALUES (999, '0999_next', 'x', 0)");

        var answer = await function.InvokeAsync("{}");
        answer.IsError.ShouldBeTrue();
        answer.Body.ShouldContain("needs a newer program");
    }

    [Fact]
    public async Task A_deployment_of_another_version_is_refused()
    {
        var function = await _cloud.StartFunctionAsync(FunctionNames.Migrate, NoBuckets);
        var answer = await function.InvokeAsync("""{"Digest":"0123"}""");
        answer.IsError.ShouldBeTrue();
        answer.Body.ShouldContain("another version");
        (await _cloud.Migrator.VersionAsync(TestContext.Current.CancellationToken)).ShouldBe(0);
    }

    [Fact]
    public async Task A_server_that_knows_no_IAM_is_named_as_the_reason()
    {
        var function = await _cloud.StartFunctionAsync(FunctionNames.Migrate, [.. NoBuckets, ("DB_APPLICATION_USER", "vignette")]);
        var answer = await function.InvokeAsync("{}");
        answer.IsError.ShouldBeTrue();
        answer.Body.ShouldContain("AWSAuthenticationPlugin");
    }
}
