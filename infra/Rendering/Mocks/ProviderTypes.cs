using System.Collections.Concurrent;
using System.Reflection;
using Pulumi;
using Vignette.Infra;

namespace Vignette.Rendering.Mocks;

/// <summary>The classes that stand for resources in the packages that the stack uses.</summary>
internal static class ProviderTypes
{
    private static readonly Lazy<ILookup<string, Type>> Exported = new(() => typeof(PlatformStack).Assembly.GetReferencedAssemblies()
        .Where(name => name.Name!.StartsWith("Pulumi.", StringComparison.Ordinal))
        .SelectMany(name => Assembly.Load(name).GetExportedTypes())
        .ToLookup(type => type.Name));

    private static readonly ConcurrentDictionary<string, Type?> Resources = new();

    /// <summary>The class of a resource, by its type, such as <c>aws:ec2/vpc:Vpc</c>; null for a component.</summary>
    public static Type? OfResource(string type) => Resources.GetOrAdd(type, static token =>
        Exported.Value[Last(token)].SingleOrDefault(candidate => candidate.GetCustomAttribute<ResourceTypeAttribute>()?.Type == token));

    /// <summary>The class of what a function answers, by its token, such as <c>aws:index/getRegion:getRegion</c>.</summary>
    /// <exception cref="InvalidOperationException">There is none, or several.</exception>
    public static Type OfResult(string token)
    {
        var name = Last(token);
        var module = token.Split(':')[1].Split('/')[0];
        var found = Exported.Value[$"{char.ToUpperInvariant(name[0])}{name[1..]}Result"].ToList();
        return found.Count == 1 ? found[0]
            : found.SingleOrDefault(type => type.Namespace!.EndsWith("." + module, StringComparison.OrdinalIgnoreCase))
            ?? throw new InvalidOperationException($"What {token} answers is not known here; say it in {nameof(Invocations)}.");
    }

    private static string Last(string token) => token[(token.LastIndexOf(':') + 1)..];
}
