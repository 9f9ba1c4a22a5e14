using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using MySqlConnector;

namespace Vignette.Schema.MySql.Tests;

public sealed class MySqlOptionsTests
{
    private static readonly (string, string)[] Iam = [("DB_HOST", "db.example"), ("DB_NAME", "vignette"), ("DB_USER", "app"), ("AWS_REGION", "eu-central-1")];

    [Fact]
    public void Without_a_password_one_signs_in_by_IAM() =>
        Read(Iam).ShouldBe(new MySqlOptions { Host = "db.example", Database = "vignette", User = "app", Region = "eu-central-1" });

    [Fact]
    public void With_a_password_no_region_is_needed()
    {
        var options = Read([.. Iam[..3], ("DB_PASSWORD", " s p "), ("DB_PORT", "3307"), ("DB_POOL_SIZE", "12")]);
        options.ShouldBe(new MySqlOptions { Host = "db.example", Port = 3307, Database = "vignette", User = "app", Password = " s p ", PoolSize = 12 });
        options.ToString().ShouldBe("app at db.example:3307/vignette");
    }

    [Fact]
    public void A_connection_is_always_encrypted_and_verified_where_there_is_something_to_verify_it_by()
    {
        Read(Iam).ToConnectionString().SslMode.ShouldBe(MySqlSslMode.Required);
        var file = typeof(MySqlOptionsTests).Assembly.Location;
        var verified = Read([.. Iam, ("DB_CA_FILE", file)]).ToConnectionString();
        verified.SslMode.ShouldBe(MySqlSslMode.VerifyFull);
        verified.SslCa.ShouldBe(file);
    }

    [Fact]
    public void A_pool_keeps_nothing_that_is_not_used()
    {
        var pool = Read(Iam).ToConnectionString();
        pool.MinimumPoolSize.ShouldBe(0u);
        pool.MaximumPoolSize.ShouldBe(4u);
        pool.ConnectionLifeTime.ShouldBe(900u);
        pool.Password.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("DB_HOST", " ", "must name the database's host")]
    [InlineData("DB_HOST", "db.example:3306", "without a port")]
    [InlineData("DB_PORT", "0", "from 1 to 65535")]
    [InlineData("DB_PORT", "mysql", "from 1 to 65535")]
    [InlineData("DB_NAME", "", "must name the database")]
    [InlineData("DB_NAME", "a/b", "without control characters")]
    [InlineData("DB_USER", "", "must name the database's user")]
    [InlineData("DB_USER", "abcdefghijklmnopqrstuvwxyzabcdefg", "at most 32")]
    [InlineData("DB_CA_FILE", "/nowhere.pem", "no such file")]
    [InlineData("DB_POOL_SIZE", "101", "from 1 to 100")]
    [InlineData("AWS_REGION", "", "DB_PASSWORD")]
    public void A_value_that_is_missing_or_bad_is_named_with_what_is_allowed(string variable, string value, string allowed)
    {
        var failure = Should.Throw<OptionsValidationException>(() => Read([.. Iam, (variable, value)])).Failures.ShouldHaveSingleItem();
        failure.ShouldContain(variable);
        failure.ShouldContain(allowed);
    }

    [Fact]
    public void All_that_is_missing_is_named_at_once() =>
        Should.Throw<OptionsValidationException>(() => Read([])).Failures.Count().ShouldBe(4);

    /// <summary>Where a variable comes twice, the last holds.</summary>
    private static MySqlOptions Read((string Name, string Value)[] variables)
    {
        var environment = new ConfigurationManager();
        foreach (var (name, value) in variables)
        {
            environment[name] = value;
        }

        return MySqlOptions.From(environment);
    }
}
