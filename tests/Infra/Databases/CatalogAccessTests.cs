using Microsoft.Extensions.Configuration;
using Pulumi;
using Pulumi.Utilities;
using Vignette.Infra.Databases;
using Vignette.Infra.Tests.Rig;
using Vignette.Schema.MySql;

namespace Vignette.Infra.Tests.Databases;

public sealed class CatalogAccessTests
{
    private static readonly CatalogAccess Access = Neighbours.Catalog;

    [Fact]
    public async Task Programs_read_from_their_environment_what_was_said()
    {
        var variables = new Dictionary<string, string?> { [MySqlOptions.RegionVariable] = Access.Region };
        foreach (var (name, value) in Access.Variables)
        {
            variables[name] = await OutputUtilities.GetValueAsync(value);
        }

        var options = MySqlOptions.From(new ConfigurationBuilder().AddInMemoryCollection(variables).Build());
        options.ToString().ShouldBe("vignette_app at db.example.com:3307/vignette");
        options.Password.ShouldBeNull();
    }

    [Fact]
    public void The_user_is_one_that_a_migration_makes() => ApplicationUser.IsName(Database.ApplicationUser).ShouldBeTrue();

    [Fact]
    public async Task The_right_to_sign_in_is_for_one_user_of_one_database()
    {
        var statement = Access.SignIn(Output.Create("123456789012"));
        statement.Action.ShouldBe(["rds-db:connect"]);
        (await OutputUtilities.GetValueAsync(statement.Resource.ShouldHaveSingleItem())).ShouldBe("arn:aws:rds-db:eu-central-1:123456789012:dbuser:db-ABC/vignette_app");
    }
}
