using System.Text.Json;
using System.Text.Json.Serialization;
using Pulumi;

namespace Vignette.Infra.Access;

internal static class PolicyDocument
{
    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>The JSON of a policy.</summary>
    public static Output<string> Of(params PolicyStatement[] statements) =>
        // Pulumi's serializer blocks until each value is known, and with it the whole program: hence not before they are.
        Output.All(statements.SelectMany(statement => statement.Values))
            .Apply(_ => Output.JsonSerialize(Output.Create(new { Version = "2012-10-17", Statement = statements }), Json));
}
