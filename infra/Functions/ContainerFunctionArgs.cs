using Pulumi;
using Vignette.Infra.Access;

namespace Vignette.Infra.Functions;

internal sealed record ContainerFunctionArgs
{
    /// <summary>Which of the image's functions it is: one of <see cref="Pipeline.Hosting.FunctionNames"/>; empty where it has one alone.</summary>
    public required string Handler { get; init; }

    public required string Description { get; init; }

    public required FunctionHost Host { get; init; }

    /// <summary>MB, 128 to 10240; a whole processor comes with 1769.</summary>
    public required int Memory { get; init; }

    /// <summary>Seconds, up to 900.</summary>
    public required Input<int> Timeout { get; init; }

    public required IReadOnlyDictionary<string, Output<string>> Environment { get; init; }

    /// <summary>The key that the environment is encrypted with, for one that has a secret in it; null for Lambda's own.</summary>
    public Output<string>? EnvironmentKeyArn { get; init; }

    /// <summary>What it may do, besides what every function may.</summary>
    public required IReadOnlyList<PolicyStatement> Permissions { get; init; }
}
