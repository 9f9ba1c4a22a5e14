using Vignette.Planning.Differences;
using Vignette.Planning.Differences.Hazards;
using Vignette.Planning.Differences.Replacing;
using Vignette.Planning.Tests.Rig;

namespace Vignette.Planning.Tests.Differences;

public sealed class MarksTests
{
    [Theory]
    [InlineData("database", "instanceClass", "db.m8g.large", MarkKind.Outage)]
    [InlineData("database", "engineVersion", "9", MarkKind.Outage)]
    [InlineData("database", "deletionProtection", false, MarkKind.Protection)]
    [InlineData("database", "skipFinalSnapshot", true, MarkKind.Protection)]
    [InlineData("database", "backupRetentionPeriod", 7, MarkKind.Protection)]
    [InlineData("database", "backupRetentionPeriod", 0, MarkKind.DataLoss)]
    [InlineData("database", "storageEncrypted", false, MarkKind.DataLoss)]
    [InlineData("database", "engine", "postgres", MarkKind.DataLoss)]
    [InlineData("originals", "forceDestroy", true, MarkKind.Protection)]
    [InlineData("originals", "bucket", "other", MarkKind.DataLoss)]
    [InlineData("originals-lifecycle", "rules.0.expiration.days", 30, MarkKind.DataLoss)]
    [InlineData("originals-lifecycle", "rules.0.noncurrentVersionExpiration.noncurrentDays", 3, MarkKind.DataLoss)]
    [InlineData("messages", "messageRetentionSeconds", 60, MarkKind.DataLoss)]
    [InlineData("messages", "fifoQueue", true, MarkKind.DataLoss)]
    [InlineData("caption", "reservedConcurrentExecutions", 0, MarkKind.Outage)]
    [InlineData("caption", "name", "other", MarkKind.Outage)]
    [InlineData("mapping", "enabled", false, MarkKind.Outage)]
    public void What_does_harm_is_marked(string name, string path, object value, MarkKind kind) =>
        Small.Difference(plan => plan.With(name, path, value)).Marks.ShouldContain(mark => mark.Resource == name && mark.Kind == kind);

    [Theory]
    [InlineData("database", "backupRetentionPeriod", 30)]
    [InlineData("database", "multiAz", true)]
    [InlineData("originals-lifecycle", "rules.0.expiration.days", 365)]
    [InlineData("messages", "messageRetentionSeconds", 1_209_600)]
    [InlineData("caption", "memorySize", 1024)]
    public void What_does_none_is_not(string name, string path, object value) => Small.Difference(plan => plan.With(name, path, value)).Marks.ShouldBeEmpty();

    [Fact]
    public void A_rule_that_begins_to_delete_is_marked_where_there_was_something_to_delete()
    {
        var without = Small.Plan.Without("originals-lifecycle");
        PlanDifference.Between(without, Small.Plan).Marks.ShouldContain(mark => mark.Kind == MarkKind.DataLoss && mark.Resource == "originals-lifecycle");
        PlanDifference.Between(Plans.Of(), Small.Plan, Small.Estimate).Marks.ShouldBeEmpty();
        Small.Difference(plan => plan.With("originals-lifecycle", "rules.1", new { id = "odd]id.x", expiration = new { days = 1 }, status = "Enabled" })).Marks.ShouldNotBeEmpty();
    }

    [Fact]
    public void Whatever_holds_something_is_marked_where_it_is_deleted()
    {
        foreach (var loss in Losses.Deleted.Concat(Losses.Gone))
        {
            var with = Plans.Of(Plans.Resource("it", type: loss.Type));
            var mark = PlanDifference.Between(with, Plans.Of(), Small.Estimate).Marks.ShouldHaveSingleItem();
            mark.Kind.ShouldBe(loss.Kind);
            mark.Reason.ToString().ShouldStartWith("it is deleted: ");
        }
    }

    [Fact]
    public void No_rule_is_there_twice_or_about_an_input_that_forces_a_new_resource()
    {
        Losses.Deleted.Concat(Losses.Gone).Select(loss => loss.Type).ShouldBeUnique();
        foreach (var hazard in HazardRules.All)
        {
            (ReplacementRules.Of(hazard.Type)?.Inputs.Contains(hazard.Input) ?? false).ShouldBeFalse($"{hazard.Type} {hazard.Input}: its replacement is what is marked.");
        }
    }
}
