using Vignette.Infra.Configuration;
using Vignette.Infra.Databases;
using Vignette.Infra.Tests.Rig;

namespace Vignette.Infra.Tests.Databases;

public sealed class ConnectionBudgetTests
{
    [Theory]
    [InlineData("db.t4g.micro", 59, 27, 4)]
    [InlineData("db.t4g.small", 119, 57, 19)]
    [InlineData("db.t4g.medium", 238, 117, 49)]
    [InlineData("db.r7g.large", 955, 475, 50)]
    public void Thumbnails_have_what_captions_leave_of_the_functions_half(string databaseClass, int server, int web, int thumbnails)
    {
        var budget = ConnectionBudget.Of(Settings.From(Configurations.Of(("databaseClass", databaseClass))));
        budget.Server.ShouldBe(server);
        budget.Web.ShouldBe(web);
        budget.ThumbnailConcurrency.ShouldBe(thumbnails);
    }

    [Fact]
    public void All_together_never_take_more_than_the_server_has()
    {
        foreach (var databaseClass in DatabaseClasses.All)
        {
            var captions = Math.Min(1000, ConnectionBudget.MostCaptions(databaseClass));
            var budget = ConnectionBudget.Of(Settings.From(Configurations.Of(("databaseClass", databaseClass), ("captionConcurrency", $"{captions}"))));
            budget.ThumbnailConcurrency.ShouldBeGreaterThanOrEqualTo(2);
            var functions = (budget.ThumbnailConcurrency + captions + 2 + ConnectionBudget.PublicationConcurrency) * ConnectionBudget.FunctionPoolSize;
            (functions + budget.Web).ShouldBeLessThan(budget.Server);
        }
    }

    [Fact]
    public void A_database_has_connections_for_so_many_captions()
    {
        ConnectionBudget.MostCaptions("db.t4g.micro").ShouldBe(7);
        Should.Throw<SettingsException>(() => Settings.From(Configurations.Of(("captionConcurrency", "8")))).Failures.ShouldHaveSingleItem().ShouldBe(
            "vignette:captionConcurrency is \"8\"; it must be at most 7, which is what a database of databaseClass db.t4g.micro has connections for.");
    }
}
