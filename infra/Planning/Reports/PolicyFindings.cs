using Vignette.Planning.Policies;

namespace Vignette.Planning.Reports;

/// <summary>What the controls say: what fails, what is accepted and why, and what was looked at.</summary>
internal sealed class PolicyFindings : IReportSection
{
    public string Heading => "Policies";

    public IEnumerable<string> Lines(Plan plan)
    {
        var review = PolicyReview.Of(plan);
        return [Summary(review), .. Failed(review), .. Accepted(review), .. All(review)];
    }

    private static string Summary(PolicyReview review)
    {
        var foundational = review.Checked.Count(result => result.Control.Standard == Standard.FoundationalSecurity);
        return $"{Count(review.Checked.Count, "control")} checked, {foundational} of them of AWS Foundational Security Best Practices; {review.NotApplicable.Count} more are about nothing that is here. "
            + $"{Count(review.Failed.Count, "finding")} to mend, {review.Accepted.Count} accepted.";
    }

    private static IEnumerable<string> Failed(PolicyReview review) => Table(
        ["to mend", "resource", "what is wrong"],
        review.Failed.Select(finding => (string[])[Link(ControlOf(review, finding)), $"`{finding.Resource}`", finding.Message]));

    private static IEnumerable<string> Accepted(PolicyReview review) => Table(
        ["accepted", "resources", "why"],
        review.Accepted.GroupBy(accepted => (accepted.Finding.Control, accepted.Reason)).Select(group => (string[])
        [
            Link(ControlOf(review, group.First().Finding)),
            string.Join(", ", group.Select(accepted => $"`{accepted.Finding.Resource}`").Distinct()),
            group.Key.Reason,
        ]));

    private static IEnumerable<string> All(PolicyReview review) =>
    [
        "",
        "<details><summary>All controls</summary>",
        .. Table(
            ["control", "what should be", "severity", "resources"],
            review.Checked.Select(result => (string[])[Link(result.Control), result.Control.Title, result.Control.Severity.ToString(), $"{result.Subjects}"])),
        "",
        $"About nothing that is here: {(review.NotApplicable.Count == 0 ? "none" : string.Join(", ", review.NotApplicable.Select(Link)))}.",
        "",
        "</details>",
    ];

    private static Control ControlOf(PolicyReview review, Finding finding) => review.Checked.First(result => result.Control.Id == finding.Control).Control;

    private static string Link(Control control) => $"[{control.Id}]({control.Documentation})";

    private static IEnumerable<string> Table(string[] heads, IEnumerable<string[]> rows)
    {
        var lines = rows.Select(Row).ToList();
        return lines.Count == 0 ? [] : ["", Row(heads), Row([.. heads.Select(_ => "---")]), .. lines];
    }

    private static string Row(string[] cells) => $"| {string.Join(" | ", cells)} |";

    private static string Count(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";
}
