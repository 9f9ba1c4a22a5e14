using Pulumi;

namespace Vignette.Infra.Observability;

/// <summary>What CloudWatch measures of one thing.</summary>
/// <param name="Namespace">Whose measure it is, such as <c>AWS/SQS</c>.</param>
/// <param name="Name">The metric.</param>
/// <param name="Statistic">What is taken of a period: <c>Sum</c>, <c>Maximum</c>, <c>p95</c>, ….</param>
/// <param name="Dimensions">Of which thing.</param>
internal sealed record Measure(string Namespace, string Name, string Statistic, IReadOnlyDictionary<string, Output<string>> Dimensions);
