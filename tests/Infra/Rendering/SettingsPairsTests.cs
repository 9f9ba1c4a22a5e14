using Vignette.Infra.Configuration;
using Vignette.Planning;
using Vignette.Planning.Tests.Differences;
using Vignette.Rendering;

namespace Vignette.Infra.Tests.Rendering;

/// <summary>Changes of settings, by the program as it is now: the first three lines of a pull request's comment say what nobody should miss.</summary>
public sealed class SettingsPairsTests
{
    private static readonly string Root = PlanFolder.Above(AppContext.BaseDirectory).Root;

    public static TheoryData<string> Names => [.. Changes.Keys];

    private static Dictionary<string, SettingsChange> Changes { get; } = new()
    {
        ["dev-to-prod"] = new("dev", "prod", []) { Components = ["vignette-database", "vignette-network"], Says = ["### Plan `dev` → `prod`: ", "**⚠ Cost**"] },
        ["nat-gateway"] = new("dev", [("nat", "none")], [("nat", "single")]) { Says = ["**⚠ Cost**"] },
        ["nat-per-zone"] = new("prod", [("nat", "single")], [("nat", "per-zone")]) { Says = ["Cost"] },
        ["database-doubled"] = new("prod", [], [("databaseClass", "db.t4g.large")]) { Says = ["**⚠ Outage** `vignette-database-instance` `instanceClass` `db.t4g.medium` → `db.t4g.large`"] },
        ["web-on-hosts"] = new("dev", [("nat", "single")], [("nat", "single"), ("webTier", "asg")]) { Says = ["**⚠ Outage**"] },
        ["less-protection"] = new("prod", [], [("deletionProtection", "false"), ("waf", "false"), ("backupDays", "7"), ("databaseMultiZone", "false")])
        {
            Components = ["vignette-database", "vignette-web-load-balancing", "vignette-web-waf"],
            Says = ["**⚠ Less protection**"],
        },
        ["logs-shorter"] = new("prod", [], [("logRetentionDays", "30"), ("versionRetentionDays", "7")]) { Says = ["**⚠ Data is lost**"] },
        ["another-network"] = new("prod", [], [("cidr", "10.30.0.0/16")]) { Components = ["vignette-network"], Says = ["**⚠ Outage**"] },
        ["budget"] = new("dev", [], [("budget", "80")]) { Says = ["Nothing is lost, nothing stops, nobody gains rights, nothing is opened."] },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_is_said_in_the_first_three_lines(string name)
    {
        var change = Changes[name];
        var whole = new PlanPair(await RenderAsync(change.Stack, change.Before), await RenderAsync(change.StackAfter, change.After));
        var trimmed = whole.Trim(change.Components);
        foreach (var words in change.Says)
        {
            whole.FirstLines.ShouldContain(words);
            trimmed.FirstLines.ShouldContain(words);
        }

        if (Golden.WritesPairs)
        {
            trimmed.Write(name);
        }
    }

    [Fact]
    public void All_of_them_are_kept() => Changes.Keys.ShouldBeSubsetOf(PlanPair.Names);

    private static async Task<Planning.Plan> RenderAsync(string stack, IReadOnlyList<(string Key, string Value)> settings)
    {
        var example = StackFile.Read(Path.Combine(Root, $"Pulumi.{stack}.yaml"));
        var values = example.Values.ToDictionary();
        foreach (var (key, value) in settings)
        {
            values[key] = value;
        }

        return await PlanRenderer.RenderAsync(stack, new StackConfiguration(values, example.Secrets), []);
    }

    /// <param name="Before">What is set otherwise than in the example.</param>
    /// <param name="After">The same, after.</param>
    private sealed record SettingsChange(string Stack, IReadOnlyList<(string Key, string Value)> Before, IReadOnlyList<(string Key, string Value)> After)
    {
        public SettingsChange(string stack, string stackAfter, IReadOnlyList<(string Key, string Value)> settings)
            : this(stack, settings, settings) => StackAfter = stackAfter;

        public string StackAfter { get; } = Stack;

        /// <summary>Those of which the pair that is kept has what differs; where there are none, all.</summary>
        public IReadOnlyList<string> Components { get; init; } = [];

        public required IReadOnlyList<string> Says { get; init; }
    }
}
