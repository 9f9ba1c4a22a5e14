using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;

namespace Vignette.Hosts.Tests.Contracts;

/// <summary>An environment that notes what is asked for.</summary>
internal sealed class ReadingConfiguration(IReadOnlyDictionary<string, string> environment) : ConfigurationProvider, IConfigurationSource
{
    private readonly SortedSet<string> _asked = new(StringComparer.Ordinal);

    /// <summary>What was asked for and is named as variables are: frameworks ask for much else.</summary>
    public IReadOnlyList<string> Asked => [.. _asked.Where(name => name.All(letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter) || letter == '_'))];

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    public override bool TryGet(string key, [NotNullWhen(true)] out string? value)
    {
        lock (_asked)
        {
            _asked.Add(key);
        }

        return environment.TryGetValue(key, out value);
    }
}
