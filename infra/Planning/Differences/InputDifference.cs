using System.Text.Json;

namespace Vignette.Planning.Differences;

/// <summary>A value that differs between two plans.</summary>
/// <param name="Path">Where it is: <c>vpcConfig.subnetIds</c>, <c>rules[expire].expiration.days</c>. A text of JSON, such as a policy, is gone into.</param>
/// <param name="Members">The same without what tells the elements of lists apart: <c>rules.expiration.days</c>.</param>
/// <param name="Before">Null where there was none.</param>
/// <param name="After">Null where there is none any more.</param>
/// <param name="Replaces">Whether the resource cannot be changed in it, so that a new one is made.</param>
public sealed record InputDifference(string Path, string Members, JsonElement? Before, JsonElement? After, bool Replaces = false)
{
    /// <summary>The input that it is, or is a part of.</summary>
    public string Input => Members.Split('.')[0];
}
