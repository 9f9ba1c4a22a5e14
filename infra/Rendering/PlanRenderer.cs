using System.Collections.Concurrent;
using System.Text.Json;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;
using Vignette.Infra;
using Vignette.Infra.Configuration;
using Vignette.Infra.ContainerImages;
using Vignette.Planning;
using Vignette.Rendering.Mocks;

namespace Vignette.Rendering;

/// <summary>Runs the stack's program without a cloud and writes down what it declares.</summary>
internal static class PlanRenderer
{
    /// <param name="stack">The stack's name.</param>
    /// <param name="sources">The digests of what the plan is made from, by path.</param>
    /// <exception cref="RunException">The program says that it cannot be deployed so, and why.</exception>
    /// <exception cref="PlanException">What it declares cannot be told apart.</exception>
    public static async Task<Plan> RenderAsync(string stack, StackConfiguration configuration, IEnumerable<KeyValuePair<string, string>> sources)
    {
        var mocks = new CloudMocks();
        using var process = new ProcessConfiguration(configuration);
        var parents = new Parents();
        await Deployment.TestWithServiceProviderAsync<PlatformStack>(mocks, parents, new TestOptions { ProjectName = Settings.Project, StackName = stack, IsPreview = false });
        var resources = mocks.Declared.Select(args => new PlannedResource(args.Type!, args.Name!, parents.Of(args), ToJson(Inputs(args, mocks))));
        var outputs = new List<KeyValuePair<string, JsonElement>>();
        foreach (var (name, output) in mocks.StackOutputs ?? throw new InvalidOperationException("The stack gave nothing out."))
        {
            var value = await OutputUtilities.GetValueAsync(output);
            outputs.Add(KeyValuePair.Create(name, ToJson(await Output.IsSecretAsync(output) ? Plan.Secret : value is null ? null : mocks.Show(value))));
        }

        return new Plan(stack, resources, outputs, sources);
    }

    /// <summary>A provider's inputs are JSON where they are no texts, by some versions of a package and not by others.</summary>
    private static Dictionary<string, object> Inputs(MockResourceArgs args, CloudMocks mocks)
    {
        var isProvider = args.Type!.StartsWith("pulumi:providers:", StringComparison.Ordinal);
        return args.Inputs.ToDictionary(
            pair => pair.Key,
            pair => mocks.Show(pair.Value) is string text && isProvider && text is ['{' or '[', ..] ? JsonElement.Parse(text) : mocks.Show(pair.Value));
    }

    private static JsonElement ToJson(object? value) => JsonSerializer.SerializeToElement(value);

    /// <summary>Mocks are not told whose child a resource is; the stack's transformations are.</summary>
    private sealed class Parents : IServiceProvider
    {
        /// <summary>Not the build of the moment: a plan would change with every line of what images are built from.</summary>
        private static readonly Release AnyBuild = new(Release.OwnVersion, "[build]", Commit: null);

        private readonly ConcurrentDictionary<(string Type, string Name), string> _parents = new();

        public string? Of(MockResourceArgs args) => _parents.GetValueOrDefault((args.Type!, args.Name!));

        public object? GetService(Type serviceType) => new PlatformStack(AnyBuild, new StackOptions { ResourceTransformations = { Note } });

        private ResourceTransformationResult? Note(ResourceTransformationArgs args)
        {
            if (args.Options.Parent is { } parent and not Stack)
            {
                _parents[(args.Resource.GetResourceType(), args.Resource.GetResourceName())] = parent.GetResourceName();
            }

            return null;
        }
    }
}
