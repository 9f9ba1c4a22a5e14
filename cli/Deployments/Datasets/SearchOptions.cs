using System.CommandLine;
using System.Diagnostics.CodeAnalysis;

namespace Vignette.Cli.Deployments.Datasets;

/// <summary>What to export: the gallery's search, an option for each of its parameters, or all of them as the gallery's address has them.</summary>
internal sealed class SearchOptions
{
    // The option, what the address calls it, and what it is.
    private static readonly (string Option, string Parameter, string Description)[] Known =
    [
        ("--words", "q", "Words in captions, tags, labels and names; \"…\" is a phrase."),
        ("--tag", "tag", "Pictures with this tag."),
        ("--label", "label", "Pictures with this label."),
        ("--status", "status", "Pictures that are pending, processing, completed or failed."),
        ("--review", "review", "Pictures that are unreviewed, in_progress or approved."),
        ("--taken-from", "taken_from", "Taken on this day or later, as 2026-12-31."),
        ("--taken-to", "taken_to", "Taken on this day or before."),
        ("--uploaded-from", "uploaded_from", "Uploaded on this day or later."),
        ("--uploaded-to", "uploaded_to", "Uploaded on this day or before."),
        ("--owner", "owner", "Pictures that this user uploaded."),
        ("--sort", "sort", "newest, oldest, taken_newest, taken_oldest or name."),
    ];

    // Where in the list a page begins: an export has all of it.
    private static readonly string[] Places = ["after", "cursor"];

    private readonly Option<string> _query = new("--query") { Description = "The search as in the gallery's address, as 'tag=sea&review=approved'." };
    private readonly IReadOnlyList<(string Parameter, Option<string> Option)> _options = [.. Known.Select(each => (each.Parameter, new Option<string>(each.Option) { Description = each.Description }))];

    /// <summary>What the address calls all that can be searched for.</summary>
    public static IEnumerable<string> Parameters => Known.Select(each => each.Parameter);

    public void AddTo(Command command)
    {
        ArgumentNullException.ThrowIfNull(command);
        command.Add(_query);
        foreach (var (_, option) in _options)
        {
            command.Add(option);
        }
    }

    /// <summary>The parameters that were asked for, or what is wrong with them.</summary>
    public bool TryRead(ParseResult arguments, [NotNullWhen(true)] out IReadOnlyDictionary<string, string>? search, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        search = null;
        if (!TryReadQuery(arguments.GetValue(_query), out var read, out problem))
        {
            return false;
        }

        foreach (var (parameter, option) in _options)
        {
            if (arguments.GetValue(option) is { Length: > 0 } value && !read.TryAdd(parameter, value))
            {
                problem = $"{option.Name} is in --query too: say it once.";
                return false;
            }
        }

        search = read;
        return true;
    }

    private static bool TryReadQuery(string? query, [NotNullWhen(true)] out Dictionary<string, string>? search, [NotNullWhen(false)] out string? problem)
    {
        search = new Dictionary<string, string>(StringComparer.Ordinal);
        problem = null;
        foreach (var (name, values) in Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(query?[(query.IndexOf('?', StringComparison.Ordinal) + 1)..]))
        {
            if (Places.Contains(name))
            {
                continue;
            }

            // One that is not known would be left out, and all there is exported.
            problem ??= !Parameters.Contains(name) ? $"--query has {name}, which is none of {string.Join(", ", Parameters)}."
                : values.Count > 1 ? $"--query has {name} more than once."
                : null;
            if (values is [{ Length: > 0 } value])
            {
                search[name] = value;
            }
        }

        return problem is null;
    }
}
