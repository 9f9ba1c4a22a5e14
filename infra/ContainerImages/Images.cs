using Pulumi;

namespace Vignette.Infra.ContainerImages;

/// <summary>The images of the functions and of the gallery, built from this repository.</summary>
public sealed class Images : ComponentResource
{
    public Images(string name, ImagesArgs args, ComponentResourceOptions? options = null)
        : base("vignette:infra:Images", $"{name}-images", options)
    {
        ArgumentNullException.ThrowIfNull(args);
        ContainerImage Make(string role, string dockerfile, string? earlier, bool isForLambda) => new(
            $"{name}-{role}",
            new ContainerImageArgs
            {
                Dockerfile = dockerfile,
                Release = args.Release,
                Region = args.Region,
                ForceDelete = !args.DeletionProtection,
                Earlier = earlier,
                IsForLambda = isForLambda,
            },
            new ComponentResourceOptions { Parent = this });
        var functions = Make("functions", "functions/Host/Dockerfile", args.Earlier?.Functions, isForLambda: true);
        var web = Make("web", "webapp/Host/Dockerfile", args.Earlier?.Web, args.WebIsFunction);

        Functions = functions.Reference;
        FunctionsRepositoryUrl = functions.RepositoryUrl;
        FunctionsRepositoryArn = functions.RepositoryArn;
        Web = web.Reference;
        WebRepositoryUrl = web.RepositoryUrl;
        WebRepositoryArn = web.RepositoryArn;
        RegisterOutputs(new Dictionary<string, object?> { ["functions"] = Functions, ["web"] = Web });
    }

    /// <summary>The image of all functions, as <c>repository@sha256:…</c>.</summary>
    public Output<string> Functions { get; }

    public Output<string> FunctionsRepositoryUrl { get; }

    public Output<string> FunctionsRepositoryArn { get; }

    /// <summary>The gallery's image, as <c>repository@sha256:…</c>.</summary>
    public Output<string> Web { get; }

    public Output<string> WebRepositoryUrl { get; }

    public Output<string> WebRepositoryArn { get; }
}
