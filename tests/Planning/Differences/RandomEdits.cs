using System.Text.Json;
using Vignette.Planning.Tests.Rig;

namespace Vignette.Planning.Tests.Differences;

/// <summary>A plan with some changes that a seed chooses: inputs set, left out or changed, resources added, left out or renamed.</summary>
internal static class RandomEdits
{
    public static Plan Of(Plan plan, int seed)
    {
        var random = new Random(seed);
        for (var edits = random.Next(1, 8); edits > 0; edits--)
        {
            plan = Edit(plan, random);
        }

        return plan;
    }

    private static Plan Edit(Plan plan, Random random)
    {
        var resource = plan.Resources[random.Next(plan.Resources.Length)];
        var inputs = resource.Inputs.EnumerateObject().Select(input => input.Name).ToArray();
        var isFree = !plan.ReferringTo(resource).Any() && !plan.ChildrenOf(resource).Any() && !plan.Outputs.Any(output => Reference.In(output.Value).Any(reference => reference.Name == resource.Name));
        return random.Next(6) switch
        {
            0 when inputs.Length > 0 => plan.Without(resource.Name, inputs[random.Next(inputs.Length)]),
            1 => plan.With(resource.Name, "tags.edited", random.Next(3)),
            2 when inputs.Length > 0 && Flip(resource.Inputs.GetProperty(inputs[random.Next(inputs.Length)])) is { } value => plan.With(resource.Name, inputs.First(input => Flip(resource.Inputs.GetProperty(input)) is not null), value),
            3 when isFree => plan.Without(resource.Name),
            4 when isFree && plan.Find(resource.Name + "-anew") is null => plan.Without(resource.Name).Add(resource.Type, resource.Name + "-anew", resource.Inputs.GetRawText()),
            5 when plan.Find($"more-{random.Next(50)}") is null => plan.Add("aws:sqs/queue:Queue", $"added-{random.Next(1_000_000)}", """{ "delaySeconds": 1 }"""),
            _ => plan,
        };
    }

    private static object? Flip(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => false,
        JsonValueKind.False => true,
        JsonValueKind.Number => value.GetDouble() + 1,
        _ => null,
    };
}
