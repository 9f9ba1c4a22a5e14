using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;
using Vignette.Infra.Configuration;

namespace Vignette.Infra.Tests.Rig;

/// <summary>All that a program declares.</summary>
internal sealed class Plan
{
    private Plan(IReadOnlyList<Declared> resources) => Resources = resources;

    public IReadOnlyList<Declared> Resources { get; }

    /// <summary>Runs what declares resources.</summary>
    public static Task<Plan> OfAsync(Action program) => RunAsync((mocks, options) => Deployment.TestAsync(mocks, options, program));

    /// <summary>Runs the whole stack with a configuration, which Pulumi hands over in the process's environment.</summary>
    public static async Task<Plan> OfStackAsync(StackConfiguration configuration)
    {
        static string Full(string key) => $"{Settings.Project}:{key}";
        try
        {
            Environment.SetEnvironmentVariable(StackConfiguration.ValuesVariable, System.Text.Json.JsonSerializer.Serialize(configuration.Values.ToDictionary(pair => Full(pair.Key), pair => pair.Value)));
            Environment.SetEnvironmentVariable(StackConfiguration.SecretsVariable, System.Text.Json.JsonSerializer.Serialize(configuration.Secrets.Select(Full)));
            return await RunAsync(Deployment.TestAsync<PlatformStack>);
        }
        finally
        {
            Environment.SetEnvironmentVariable(StackConfiguration.ValuesVariable, null);
            Environment.SetEnvironmentVariable(StackConfiguration.SecretsVariable, null);
        }
    }

    public IReadOnlyList<Declared> OfType(string type) => [.. Resources.Where(resource => resource.Type == type)];

    public Declared Find(string type, string name) =>
        OfType(type).SingleOrDefault(resource => resource.Name == name)
        ?? throw new ShouldAssertException($"There is no {type} {name}; there are {string.Join(", ", OfType(type).Select(resource => resource.Name))}.");

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
            resources.Add(new Declared(urn, args.Type!, args.Name!, args.Provider ?? "", args.Inputs));
        }

        return new Plan(resources);
    }
}
