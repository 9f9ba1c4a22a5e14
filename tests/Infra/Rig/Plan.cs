using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;
using Vignette.Infra.Configuration;
using Vignette.Planning;
using Vignette.Rendering;

namespace Vignette.Infra.Tests.Rig;

/// <summary>All that a program declares.</summary>
internal sealed class Plan
{
    private Plan(IReadOnlyList<Declared> resources, IReadOnlyList<string> order) => (Resources, Order) = (resources, order);

    public IReadOnlyList<Declared> Resources { get; }

    /// <summary>The names of the resources in the order in which they were made: each after what its inputs are made of.</summary>
    public IReadOnlyList<string> Order { get; }

    /// <summary>Runs what declares resources.</summary>
    public static Task<Plan> OfAsync(Action program) => RunAsync((mocks, options) => Deployment.TestAsync(mocks, options, program));

    /// <summary>Runs the whole stack with a configuration, which Pulumi hands over in the process's environment.</summary>
    public static async Task<Plan> OfStackAsync(StackConfiguration configuration)
    {
        using var process = new ProcessConfiguration(configuration);
        return await RunAsync(Deployment.TestAsync<PlatformStack>);
    }

    public IReadOnlyList<Declared> OfType(string type) => [.. Resources.Where(resource => resource.Type == type)];

    public Declared Find(string type, string name) =>
        OfType(type).SingleOrDefault(resource => resource.Name == name)
        ?? throw new ShouldAssertException($"There is no {type} {name}; there are {string.Join(", ", OfType(type).Select(resource => resource.Name))}.");

    /// <summary>References as tests write them: <c>name.output</c>.</summary>
    private static object Plain(object value) => value switch
    {
        string text => Reference.Replace(text, reference => $"{reference.Name}.{reference.Output}"),
        IReadOnlyDictionary<string, object> map => map.ToDictionary(pair => pair.Key, pair => Plain(pair.Value)),
        IEnumerable<object> list => list.Select(Plain).ToList(),
        _ => value,
    };

    private static async Task<Plan> RunAsync(Func<IMocks, TestOptions, Task<System.Collections.Immutable.ImmutableArray<Resource>>> run)
    {
        var mocks = new CloudMocks();
        var made = await run(mocks, new TestOptions { ProjectName = Settings.Project, StackName = "test", IsPreview = false });
        var noted = mocks.Declared.ToDictionary(args => (args.Type!, args.Name!));
        var resources = new List<Declared>();
        foreach (var resource in made.Where(resource => resource is not Stack))
        {
            var urn = await OutputUtilities.GetValueAsync(resource.Urn);
            var args = noted[(resource.GetResourceType(), resource.GetResourceName())];
            resources.Add(new Declared(urn, args.Type!, args.Name!, args.Provider ?? "", (IReadOnlyDictionary<string, object>)Plain(mocks.Show(args.Inputs))));
        }

        return new Plan(resources, [.. mocks.Declared.Select(args => args.Name!)]);
    }
}
