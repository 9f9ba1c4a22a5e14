using System.Globalization;
using System.Text.RegularExpressions;
using Vignette.Planning.Policies;

namespace Vignette.Planning.Costs.Tariffs;

/// <summary>What is paid for functions: requests, and memory by the time that it is held. Each is known by what it handles.</summary>
internal static partial class FunctionTariffs
{
    private const string Handler = "environment.variables.ANNOTATIONS_HANDLER";
    private const string Publish = "Publish";
    private const string Model = "environment.variables.GEMINI_MODEL_NAME";
    private const decimal Million = 1_000_000;
    private const decimal MegabytesPerGb = 1024;
    private const decimal PollSeconds = 20;

    public static IReadOnlyList<Tariff> All { get; } =
    [
        new(AwsTypes.Function, Scheduled, OfImages),
        new("aws:lambda/eventSourceMapping:EventSourceMapping", (_, _) => [new("sqs.million-requests", Assumptions.Pollers.Value * Assumptions.HoursPerMonth.Value * 3600 / PollSeconds / Million)]),
    ];

    /// <summary>Whether it publishes what was approved.</summary>
    public static bool IsPublication(PlannedResource function) => function.Text(Handler) == Publish;

    /// <summary>Whether captions are a model's.</summary>
    public static bool AskModel(Plan plan) => plan.OfType(AwsTypes.Function).Any(function => function.Text(Model) is not null);

    /// <summary>Whether the gallery is a function.</summary>
    public static bool AreBehindLoadBalancer(Plan plan) => plan.OfType(AwsTypes.Function).Any(function => IsBehindLoadBalancer(plan, function));

    private static bool IsBehindLoadBalancer(Plan plan, PlannedResource function) => plan.Of(function, "aws:lb/targetGroupAttachment:TargetGroupAttachment", "targetId").Any();

    private static IEnumerable<Charge> Scheduled(Plan plan, PlannedResource function) =>
        from target in plan.Of(function, "aws:cloudwatch/eventTarget:EventTarget", "arn")
        let rule = plan.Resolve(target["rule"])
        where rule?["scheduleExpression"] is not null
        from charge in Invocations(function, Assumptions.HoursPerMonth.Value / Hours(rule.Name("scheduleExpression")), Assumptions.SweepDuration.Value)
        select charge;

    private static IEnumerable<Charge> OfImages(Plan plan, PlannedResource function) => function.Text(Handler) switch
    {
        "Thumbnail" => Invocations(function, Million, Assumptions.ThumbnailDuration.Value),
        "Caption" when function.Text(Model) is { } model =>
        [
            .. Invocations(function, Million, Assumptions.CaptionDuration.Value),
            new($"model.{model}.million-tokens-in", Assumptions.TokensIn.Value),
            new($"model.{model}.million-tokens-out", Assumptions.TokensOut.Value),
        ],
        "Caption" => Invocations(function, Million, Assumptions.OfflineCaptionDuration.Value),
        Publish => Invocations(function, Million * Assumptions.Approvals.Value, Assumptions.PublicationDuration.Value),
        "Migrate" or "Sweep" => [],
        null when IsBehindLoadBalancer(plan, function) => Invocations(function, Million * Assumptions.WebRequests.Value, Assumptions.WebDuration.Value),
        var other => [new($"lambda.handler.{other ?? "unknown"}", 1)],
    };

    private static IEnumerable<Charge> Invocations(PlannedResource function, decimal count, decimal seconds)
    {
        var processor = function.Text("architectures.0") ?? "x86_64";
        yield return new("lambda.million-requests", count / Million);
        yield return new($"lambda.{processor}.gb-second", count * seconds * function.Amount("memorySize") / MegabytesPerGb);
    }

    /// <summary>From one time to the next.</summary>
    /// <exception cref="PlanException">It is no rate.</exception>
    private static decimal Hours(string schedule)
    {
        var rate = Rate().Match(schedule);
        if (!rate.Success)
        {
            throw new PlanException(schedule);
        }

        var count = decimal.Parse(rate.Groups["count"].Value, CultureInfo.InvariantCulture);
        return rate.Groups["unit"].Value switch { "minute" => count / 60, "hour" => count, _ => count * 24 };
    }

    [GeneratedRegex(@"^rate\((?<count>[1-9][0-9]{0,5}) (?<unit>minute|hour|day)s?\)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Rate();
}
