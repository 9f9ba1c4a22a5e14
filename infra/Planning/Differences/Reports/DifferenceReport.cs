using System.Collections.Immutable;

namespace Vignette.Planning.Differences.Reports;

/// <summary>
/// Differences in words, for whatever shows them: three lines that say what nobody should miss, and below them everything,
/// stack by stack.
/// </summary>
public sealed class DifferenceReport
{
    private const string Same = "nothing changes";
    private const int MostNamed = 3;
    private const int MostStacks = 8;

    /// <param name="differences">Of one stack or several, in the order in which they are shown.</param>
    public DifferenceReport(IReadOnlyList<PlanDifference> differences)
    {
        ArgumentNullException.ThrowIfNull(differences);
        Heading = OfStacks("; ", differences, difference => $"{Title(difference)}: {Counts(difference)}");
        Loud = Warnings(differences);
        Cost = OfStacks(" ", differences, difference => differences.Count == 1 ? difference.Cost.Sentence : $"{Title(difference)}: {difference.Cost.Sentence}");
        Stacks = [.. differences.Where(difference => !difference.IsEmpty).Select(difference => new StackReport(Title(difference), Sections(difference)))];
    }

    /// <summary>Whose plans they are, and how many resources something becomes of.</summary>
    public Phrase Heading { get; }

    /// <summary>What is lost, out of work, widened or opened; otherwise that nothing is.</summary>
    public Phrase Loud { get; }

    /// <summary>What it costs, before and after.</summary>
    public Phrase Cost { get; }

    /// <summary>All the rest; none of a stack that does not change.</summary>
    public ImmutableArray<StackReport> Stacks { get; }

    private static Phrase OfStacks(string separator, IReadOnlyList<PlanDifference> differences, Func<PlanDifference, Phrase> of)
    {
        var phrases = differences.Take(MostStacks).Select(of);
        return Phrase.Join(separator, differences.Count <= MostStacks ? phrases : phrases.Append((Phrase)$"And {differences.Count - MostStacks} stacks more."));
    }

    private static Phrase Title(PlanDifference difference) =>
        difference.Before.Stack == difference.After.Stack ? (Phrase)$"{difference.After.Stack}" : $"{difference.Before.Stack} → {difference.After.Stack}";

    private static Phrase Counts(PlanDifference difference)
    {
        var counts = Enum.GetValues<ResourceChange>().Select(change => (Change: change, Count: difference.Count(change))).Where(each => each.Count > 0)
            .Select(each => $"{each.Count} {each.Change.ToString().ToLowerInvariant()}").ToList();
        return Phrase.Words(counts.Count > 0 ? string.Join(", ", counts) : difference.IsEmpty ? Same : "only outputs change");
    }

    private static Phrase Warnings(IReadOnlyList<PlanDifference> differences)
    {
        var groups = ((string Heading, Func<PlanDifference, IEnumerable<Phrase>> Of)[])
        [
            ("Data is lost", difference => Marked(difference, MarkKind.DataLoss)),
            ("Outage", difference => Marked(difference, MarkKind.Outage)),
            ("Wider rights", difference => difference.Access.Where(change => change.Gains).OrderByDescending(change => change.IsForEverybody).ThenBy(change => change.IsNew).ThenByDescending(change => change.IsBroad).Select(change => change.Sentence)),
            ("Opened", difference => difference.Exposure.Where(change => change.Opens).OrderByDescending(change => change.IsToInternet).Select(change => change.Sentence)),
            ("Less protection", difference => Marked(difference, MarkKind.Protection)),
        ];
        var warnings = groups.Select(group => (group.Heading, Phrases: differences.SelectMany(group.Of).DistinctBy(phrase => phrase.ToString()).ToList())).Where(group => group.Phrases.Count > 0)
            .Select(group => (Phrase)$"{Phrase.Loud($"⚠ {group.Heading}")} {First(group.Phrases)}").ToList();
        return warnings.Count > 0 ? Phrase.Join(" ", warnings) : Phrase.Words("Nothing is lost, nothing stops, nobody gains rights, nothing is opened.");
    }

    /// <summary>What befalls several resources is said of the first one.</summary>
    private static IEnumerable<Phrase> Marked(PlanDifference difference, MarkKind kind) =>
        from mark in difference.Marks
        where mark.Kind == kind
        group mark.Reason by mark.Reason.ToString()[mark.Resource.Length..] into alike
        select alike.Count() == 1 ? alike.First() : (Phrase)$"{alike.First()} (and {alike.Count() - 1} more like it)";

    private static Phrase First(List<Phrase> phrases) =>
        phrases.Count <= MostNamed ? (Phrase)$"{Phrase.Join("; ", phrases)}." : $"{Phrase.Join("; ", phrases.Take(MostNamed))}; and {phrases.Count - MostNamed} more below.";

    private static ImmutableArray<ReportSection> Sections(PlanDifference difference) =>
    [
        .. ((ReportSection[])
            [
                new("What is lost or stops", [.. difference.Marks.Select(mark => new ReportItem($"{Phrase.Loud(Word(mark.Kind))}: {mark.Reason}."))]),
                new("Rights", [.. difference.Access.Select(change => new ReportItem(change.Sentence))]),
                new("Open ports", [.. difference.Exposure.Select(change => new ReportItem(change.Sentence))]),
                new("Cost", [.. difference.Cost.Lines.Select(line => new ReportItem(line.Sentence))]),
                .. Enum.GetValues<ResourceChange>().Reverse().Select(change =>
                    new ReportSection($"{change} resources", [.. difference.Resources.Where(each => each.Change == change).Select(Item)])),
                new("Outputs", [.. difference.Outputs.Select(output => new ReportItem($"{output.Path}", [.. Lines(output)]))]),
            ])
            .Where(section => section.Items.Length > 0),
    ];

    private static string Word(MarkKind kind) => kind switch
    {
        MarkKind.DataLoss => "Data is lost",
        MarkKind.Outage => "Outage",
        _ => "Less protection",
    };

    private static ReportItem Item(ResourceDifference difference)
    {
        Phrase what = $"{difference.Name} ({difference.Type})";
        if (difference.OtherName is { } other)
        {
            what = difference.Change == ResourceChange.Removed ? (Phrase)$"{what}, renamed: deleted, and made anew as {other}" : $"{what}, renamed: made anew, and deleted as {other}";
        }

        if (difference.Change == ResourceChange.Replaced)
        {
            var because = difference.Inputs.Where(input => input.Replaces).Select(input => input.Path).Concat(difference.ReplacedThrough).Distinct().ToList();
            what = because.Count > 0 ? (Phrase)$"{what}, because of {Phrase.List(because)}" : $"{what}, because its region is another";
        }

        return new(
            difference.Follows.IsEmpty ? what : (Phrase)$"{what}; what it refers to is made anew: {Phrase.List(difference.Follows)}",
            [.. difference.Inputs.SelectMany(Lines)]);
    }

    private static IEnumerable<ReportLine> Lines(InputDifference difference) => InputLines.Of(difference);
}
