using System.Globalization;
using Pulumi;
using Pulumi.Aws.Budgets;
using Pulumi.Aws.Budgets.Inputs;

namespace Vignette.Infra.Observability;

/// <summary>
/// Says when a month costs more than was meant. It counts what has the deployment's tags: they must have been made cost
/// allocation tags once, in the account that pays.
/// </summary>
internal sealed class CostBudget : ComponentResource
{
    /// <param name="dollars">A month.</param>
    /// <param name="tags">What must be on a thing for it to count: all of them.</param>
    public CostBudget(string name, int dollars, IReadOnlyDictionary<string, string> tags, string email, ComponentResourceOptions? options = null)
        : base("vignette:infra:CostBudget", $"{name}-cost-budget", options)
    {
        BudgetNotificationArgs Tell(string of, int percent) => new()
        {
            NotificationType = of,
            ComparisonOperator = "GREATER_THAN",
            Threshold = percent,
            ThresholdType = "PERCENTAGE",
            SubscriberEmailAddresses = { email },
        };
        _ = new Budget($"{name}-budget", new BudgetArgs
        {
            BudgetType = "COST",
            LimitAmount = dollars.ToString(CultureInfo.InvariantCulture),
            LimitUnit = "USD",
            TimeUnit = "MONTHLY",
            Metrics = "UnblendedCost",
            FilterExpression = new BudgetFilterExpressionArgs
            {
                Ands = [.. tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => new BudgetFilterExpressionAndArgs
                {
                    Tags = new BudgetFilterExpressionAndTagsArgs { Key = tag.Key, Values = { tag.Value }, MatchOptions = { "EQUALS" } },
                })],
            },
            Notifications = { Tell("ACTUAL", 80), Tell("FORECASTED", 100) },
        }, new CustomResourceOptions { Parent = this });
        RegisterOutputs();
    }
}
