using Vignette.Hosts.Tests.Rig;
using Vignette.Pipeline.Hosting;
using Vignette.Tests;
using Vignette.Tests.MySql;

namespace Vignette.Hosts.Tests.Functions;

/// <summary>What stops a function, or its work, before it begins: said once, clearly, and no message is lost.</summary>
public sealed class StartTests(MySqlServer database, RadosGateway storage) : CloudTest(database, storage)
{
    [Theory]
    [InlineData(FunctionNames.Thumbnail, "S3_IMAGE_BUCKET", null)]
    [InlineData(FunctionNames.Thumbnail, "DB_HOST", null)]
    [InlineData(FunctionNames.Caption, "CAPTION_ENDPOINT", "not an address")]
    [InlineData(FunctionNames.Sweep, "S3_THUMBNAIL_BUCKET", "")]
    [InlineData(FunctionNames.Publish, "S3_DATASET_BUCKET", "")]
    [InlineData(FunctionNames.Migrate, "DB_NAME", null)]
    [InlineData(FunctionNames.Migrate, "DB_APPLICATION_USER", "a'b")]
    [InlineData(FunctionNames.Sweep, "LOG_LEVEL", "loud")]
    public async Task A_variable_that_is_missing_or_wrong_is_named(string name, string variable, string? value)
    {
        var function = await Cloud.StartFunctionAsync(name, (variable, value));
        (await function.InitializationError.WaitAsync(TimeSpan.FromMinutes(1), Token)).ShouldContain(variable);
        (await function.Process.Ended.WaitAsync(TimeSpan.FromMinutes(1), Token)).ShouldBe(1);
        function.Process.Output.ShouldContain(variable);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Resize")]
    public async Task A_function_that_is_none_says_which_there_are(string? name)
    {
        var function = await Cloud.StartFunctionAsync(name!);
        (await function.InitializationError.WaitAsync(TimeSpan.FromMinutes(1), Token)).ShouldContain("Thumbnail, Caption, Publish, Migrate, Sweep");
    }

    [Fact]
    public async Task A_wrong_password_returns_the_batch_and_is_not_told()
    {
        const string Wrong = "wr0ng-passw0rd";
        var function = await Cloud.StartFunctionAsync(FunctionNames.Thumbnail, ("DB_PASSWORD", Wrong));
        (await function.DeliverAsync(await Cloud.ArriveAsync("good/rocket.jpg"), "another")).ShouldBe(["m0", "m1"]);

        Logged(function.Process, "The whole batch goes back").ShouldHaveSingleItem().GetProperty("Message").GetString()!.ShouldContain("DB_PASSWORD");
        function.Process.Output.ShouldNotContain(Wrong);
    }

    [Fact]
    public async Task An_older_schema_returns_the_batch_until_it_is_migrated()
    {
        await Cloud.ExecuteAsync("DELETE FROM schema_migrations ORDER BY number DESC LIMIT 1");
        var arrived = await Cloud.ArriveAsync("good/rocket.jpg");
        var function = await Cloud.StartFunctionAsync(FunctionNames.Thumbnail);
        (await function.DeliverAsync(arrived)).ShouldBe(["m0"]);
        Logged(function.Process, "the migration must run first").ShouldNotBeEmpty();

        await Cloud.ExecuteAsync("INSERT INTO schema_migrations SELECT MAX(number) + 1, 'the one that is missing', 'x', 0 FROM schema_migrations");
        (await function.DeliverAsync(arrived)).ShouldBeEmpty();
        (await ImagesAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_newer_schema_is_worked_with_and_said_once()
    {
        await Cloud.ExecuteAsync("INSERT INTO schema_migrations VALUES (999, '0999_next', 'x', 0)");
        var function = await Cloud.StartFunctionAsync(FunctionNames.Thumbnail);
        (await function.DeliverAsync(await Cloud.ArriveAsync("good/rocket.jpg"))).ShouldBeEmpty();
        (await function.DeliverAsync(await Cloud.ArriveAsync("good/coffee.png"))).ShouldBeEmpty();
        Logged(function.Process, "schema 999").Count.ShouldBe(1);
    }
}
