using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vignette.Planning.Differences.Reports;

/// <summary>
/// Differences for programs. The shape is kept: members may be added, none is renamed or left out; <c>format</c> says which
/// shape it is.
/// </summary>
public static class DifferenceJson
{
    private const int Format = 1;

    private static readonly JsonSerializerOptions Layout = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string Write(IReadOnlyList<PlanDifference> differences)
    {
        ArgumentNullException.ThrowIfNull(differences);
        return JsonSerializer.Serialize(
            new
            {
                Format,
                Differs = differences.Any(difference => !difference.IsEmpty),
                Loud = differences.Any(difference => difference.IsLoud),
                Stacks = differences.Select(Stack),
            },
            Layout) + "\n";
    }

    private static object Stack(PlanDifference difference) => new
    {
        Before = difference.Before.Stack,
        After = difference.After.Stack,
        Differs = !difference.IsEmpty,
        Loud = difference.IsLoud,
        Marks = difference.Marks.Select(mark => new { mark.Kind, mark.Resource, Reason = mark.Reason.ToString() }),
        Access = difference.Access.Select(change => new
        {
            change.Gains,
            change.Who,
            change.Actions,
            change.Resources,
            change.Holder,
            change.Denies,
            change.Condition,
            change.IsNew,
        }),
        Exposure = difference.Exposure.Select(change => new { change.Opens, change.Resource, change.IsToInternet, Reason = change.Sentence.ToString() }),
        Cost = new
        {
            Currency = "USD",
            Monthly = new { Before = difference.Cost.Before.Monthly, After = difference.Cost.After.Monthly },
            PerMillionImages = new { Before = difference.Cost.Before.PerMillion, After = difference.Cost.After.PerMillion },
            difference.Cost.Lines,
            difference.Cost.Unpriced,
            Loud = difference.Cost.IsLoud,
        },
        Resources = difference.Resources.Select(resource => new
        {
            resource.Change,
            resource.Type,
            resource.Name,
            resource.OtherName,
            resource.ReplacedThrough,
            resource.Follows,
            Inputs = resource.Inputs.Select(Input),
        }),
        Outputs = difference.Outputs.Select(Input),
    };

    private static object Input(InputDifference input) => new { input.Path, input.Before, input.After, input.Replaces };
}
