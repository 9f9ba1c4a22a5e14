using System.Text.Json;
using System.Xml.Linq;
using Vignette.Cli.Deployments;
using Vignette.Cli.Deployments.Load;
using Vignette.Cli.Deployments.Load.Measuring;
using Vignette.Cli.Deployments.Load.Reports;
using Vignette.Tests;

namespace Vignette.Cli.Tests.Deployments.Load;

/// <summary>Reports for people, and two of them compared.</summary>
public sealed class LoadReportTest : IDisposable
{
    private const string Hostile = "</title><script>alert(1)</script>&amp;\u0001\"'";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_report_is_whole_in_one_file_and_runs_nothing()
    {
        var page = Parse(LoadPage.Of(Result(10, hostile: Hostile)));

        page.Descendants("script").ShouldBeEmpty();
        page.Descendants().Attributes().Where(attribute => attribute.Name.LocalName is "src" or "href" or "style" || attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal)).ShouldBeEmpty();
        page.Descendants().Select(element => element.Name.LocalName).Intersect(["link", "img", "iframe", "object", "use", "image"]).ShouldBeEmpty();
        var style = page.Descendants("style").Single();
        style.Value.ShouldNotContain("url(");
        style.Value.ShouldNotContain("@import");

        // A style sheet in HTML is no text whose characters are escaped.
        style.Value.IndexOfAny(['<', '>', '&']).ShouldBe(-1);
        page.Descendants("meta").ShouldContain(meta => (string?)meta.Attribute("content") == "default-src 'none'; style-src 'unsafe-inline'");
        page.Descendants("td").ShouldContain(cell => cell.Value.Contains("<script>alert(1)</script>&amp;", StringComparison.Ordinal));
    }

    [Fact]
    public void Each_chart_has_a_name_a_description_and_its_numbers_beside_it()
    {
        var page = Parse(LoadPage.Of(Result(300)));
        var charts = page.Descendants("figure").ToList();
        charts.Select(chart => chart.Descendants("h2").Single().Value).ShouldBe(["Latency by percentile", "Throughput", "Backlog", "Errors"]);
        foreach (var chart in charts)
        {
            var svg = chart.Elements("svg").Single();
            ((string?)svg.Attribute("role")).ShouldBe("img");
            var names = ((string?)svg.Attribute("aria-labelledby"))!.Split(' ');
            svg.Descendants().Where(element => names.Contains((string?)element.Attribute("id"))).Select(element => element.Name.LocalName).ShouldBe(["title", "desc"]);
            svg.Elements("polyline").Count().ShouldBe(chart.Descendants("li").Count());
            svg.Elements("polyline").ShouldAllBe(line => ((string)line.Attribute("points")!).Contains(','));
            chart.Descendants("tbody").Single().Elements("tr").Count().ShouldBeGreaterThan(1);
        }

        page.Descendants().Attributes("id").Select(id => id.Value).ShouldBeUnique();
    }

    [Fact]
    public void All_that_is_drawn_is_within_its_chart()
    {
        foreach (var count in (int[])[1, 2, 10, 5000])
        {
            foreach (var svg in Parse(LoadPage.Of(Result(count))).Descendants("figure").Select(figure => figure.Elements("svg").Single()))
            {
                var points = svg.Elements("polyline").SelectMany(line => ((string)line.Attribute("points")!).Split(' ')).Select(point => point.Split(',').Select(double.Parse).ToArray()).ToList();
                points.ShouldAllBe(point => point[0] >= 60 && point[0] <= 386 && point[1] >= 9.9 && point[1] <= 208.1, $"{count}");
                svg.Elements("text").Select(text => ((string)text.Attribute("x")!, (string)text.Attribute("y")!)).ShouldBeUnique();
            }
        }
    }

    [Fact]
    public void A_long_run_has_no_more_points_than_can_be_seen()
    {
        var series = Enumerable.Range(0, 5000).Select(second => new SecondCounts(second, 2, 2, 2, 0, 1, 3)).ToList();
        var page = Parse(LoadPage.Of(Result(10) with { Measures = Result(10).Measures! with { Series = series } }));
        var throughput = page.Descendants("figure").ElementAt(1);
        throughput.Descendants("tbody").Single().Elements("tr").Count().ShouldBe(120);
        throughput.Value.ShouldContain("each 42 seconds, as a rate");
        throughput.Descendants("td").First().Value.ShouldBe("2");
    }

    [Fact]
    public async Task Two_runs_are_compared_figure_by_figure_with_what_else_differs()
    {
        var (before, after) = (await WriteAsync("a", Result(100)), await WriteAsync("b", Result(100, factor: 1.5) with { Settings = new Dictionary<string, string> { ["to"] = Hostile, ["clients"] = "8" } }));
        var output = await CompareAsync(0, before, after, "--html", _folder.File("c.html"));
        output.ShouldMatch("finished, p50 +502 ms +754 ms +× 1.50");
        output.ShouldContain("clients differs: – and 8");
        output.ShouldNotContain("worse");
        output.ShouldNotContain("\u0001");

        var page = Parse(await File.ReadAllTextAsync(_folder.File("c.html"), CancellationToken));
        page.Descendants("figure").Count().ShouldBe(2);
        page.Descendants("script").ShouldBeEmpty();
        page.Descendants("th").ShouldContain(cell => cell.Value == "clients");
    }

    [Theory]
    [InlineData(1.5, "1.2", 25)]
    [InlineData(1.5, "1.6", 0)]
    [InlineData(0.5, "1", 0)]
    public async Task A_run_that_is_so_much_worse_is_an_error(double factor, string failAbove, int exitCode)
    {
        var output = await CompareAsync(exitCode, await WriteAsync("a", Result(100)), await WriteAsync("b", Result(100, factor)), "--fail-above", failAbove, "--html", _folder.File("c.html"));
        output.Contains("worse", StringComparison.Ordinal).ShouldBe(exitCode != 0);
        Parse(await File.ReadAllTextAsync(_folder.File("c.html"), CancellationToken)).Descendants("p").Count(line => (string?)line.Attribute("class") == (exitCode == 0 ? "good" : "bad")).ShouldBe(1);
    }

    [Fact]
    public async Task A_rate_that_fell_and_pictures_that_were_lost_are_worse()
    {
        var before = Result(100);
        var slower = before with { Measures = before.Measures! with { Seconds = before.Measures.Seconds * 2 } };
        var lost = before with { Measures = before.Measures! with { Lost = 1 } };
        (await CompareAsync(25, await WriteAsync("a", before), await WriteAsync("b", slower), "--fail-above", "1.9")).ShouldMatch("finished a second .* worse");
        (await CompareAsync(25, await WriteAsync("a", before), await WriteAsync("b", lost), "--fail-above", "100")).ShouldMatch("lost .* worse");
    }

    [Fact]
    public async Task What_is_no_report_is_said_so()
    {
        var report = await WriteAsync("a", Result(10));
        await File.WriteAllTextAsync(_folder.File("text"), "hello", CancellationToken);
        await File.WriteAllTextAsync(_folder.File("other"), """{"hello":1}""", CancellationToken);
        (await CompareAsync(23, report, _folder.File("text"))).ShouldContain("text is not what `load --report` writes.");
        (await CompareAsync(23, _folder.File("other"), report)).ShouldContain("other is not what `load --report` writes.");
        (await CompareAsync(23, report, _folder.File("none"))).ShouldContain("none");
        (await CompareAsync(23, report, await WriteAsync("nothing", Result(10) with { Measures = null }))).ShouldContain("is of a run that sent nothing.");
        (await CompareAsync(1, report, report, "--fail-above", "0.5")).ShouldContain("--fail-above must be 1 to 1000");
    }

    private static async Task<string> CompareAsync(int exitCode, string before, string after, params string[] more)
    {
        var (ended, output) = await VignetteProcess.RunAsync(["load", "compare", before, after, .. more], cancellationToken: CancellationToken);
        ended.ShouldBe(exitCode, output);
        return output;
    }

    private static XDocument Parse(string page)
    {
        page.ShouldStartWith("<!DOCTYPE html>\n<html lang=\"en\">");
        return XDocument.Parse(page["<!DOCTYPE html>".Length..]);
    }

    /// <summary>A run of which each picture was accepted after a tenth of what it took in all: 10 ms, 20 ms, … times the factor.</summary>
    private static LoadResult Result(int count, double factor = 1, string hostile = "why")
    {
        var time = new ManualTimeProvider();
        var meter = new LoadMeter(time);
        var start = time.GetTimestamp();
        for (var number = 1; number <= count; number++)
        {
            var due = time.GetTimestamp();
            meter.Send(due);
            time.Advance(TimeSpan.FromMilliseconds(number * factor));
            meter.Accept(due, 1000);
            time.Advance(TimeSpan.FromMilliseconds(9 * number * factor));
            meter.Finish(due, number == 1 && hostile.Length > 10 ? [(hostile, hostile)] : []);
        }

        return new LoadResult(0, "Done.", "load00000000", time.GetUtcNow(), new Dictionary<string, string> { ["to"] = hostile }, "some", "by ear", IsStopped: false, Left: 0, meter.Measures());
    }

    private async Task<string> WriteAsync(string name, LoadResult result)
    {
        await File.WriteAllBytesAsync(_folder.File(name), JsonSerializer.SerializeToUtf8Bytes(result, GalleryAnswer.Json), CancellationToken);
        return _folder.File(name);
    }
}
