using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Vignette.Infra.Configuration;

/// <summary>
/// Reads a stack's configuration key by key and collects what is wrong with it, so that all of it is said at once. A value
/// that is empty counts as not set.
/// </summary>
internal sealed class SettingsReader(StackConfiguration configuration)
{
    private readonly List<string> _failures = [];
    private readonly HashSet<string> _failed = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>Whether nothing was found wrong with the key: what depends on it is only checked then.</summary>
    public bool IsRight(string key) => !_failed.Contains(key);

    public void Fail(string key, string allowed)
    {
        var value = Find(key);
        _failed.Add(key);
        _failures.Add(value is null ? $"{Name(key)} is not set; it must be {allowed}." : $"{Name(key)} is \"{value}\"; it must be {allowed}.");
    }

    /// <summary>For what is wrong with a value that must not be shown.</summary>
    public void FailSilently(string key, string what)
    {
        _failed.Add(key);
        _failures.Add($"{Name(key)} {what}");
    }

    /// <summary>A text that must be set.</summary>
    public string Text(string key, Regex pattern, string allowed) => OptionalText(key, pattern, allowed) ?? Missing(key, allowed);

    public string? OptionalText(string key, Regex pattern, string allowed)
    {
        if (Find(key) is not { } value || pattern.IsMatch(value))
        {
            return Find(key);
        }

        Fail(key, allowed);
        return value;
    }

    /// <summary>A text that somebody else checks.</summary>
    public string? Raw(string key) => Find(key);

    /// <summary>A text that must be encrypted where it is stored. It is never part of a message.</summary>
    public string? Secret(string key)
    {
        var value = Find(key);
        if (value is not null && !configuration.Secrets.Contains(key))
        {
            FailSilently(key, $"is stored in the clear; take it back, and set it by: pulumi config set --secret {key}");
        }

        return value;
    }

    public int Number(string key, int fallback, int min, int max, string unit)
    {
        if (Find(key) is not { } value)
        {
            return fallback;
        }

        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
        {
            return number;
        }

        Fail(key, $"a whole number of {unit} from {min.ToString(CultureInfo.InvariantCulture)} to {max.ToString(CultureInfo.InvariantCulture)}");
        return fallback;
    }

    public bool Flag(string key, bool fallback)
    {
        switch (Find(key))
        {
            case null:
                return fallback;
            case "true":
                return true;
            case "false":
                return false;
            default:
                Fail(key, "true or false");
                return fallback;
        }
    }

    /// <summary>One of a few; the first is what is taken where the key is not set, unless it must be.</summary>
    public T Choice<T>(string key, bool required, params (string Name, T Value)[] choices)
    {
        var value = Find(key);
        foreach (var (name, choice) in choices)
        {
            if (value == name || (value is null && !required))
            {
                return choice;
            }
        }

        var names = choices.Select(choice => choice.Name).ToArray();
        Fail(key, string.Join(", ", names[..^1]) + " or " + names[^1]);
        return choices[0].Value;
    }

    public IReadOnlyList<string> List(string key, IReadOnlyList<string> fallback, Func<IReadOnlyList<string>, bool> isRight, string allowed)
    {
        if (Find(key) is not { } value)
        {
            return fallback;
        }

        try
        {
            if (JsonSerializer.Deserialize<string[]>(value) is { } list && list.All(item => item is not null) && isRight(list))
            {
                return list;
            }
        }
        catch (JsonException)
        {
            // Not a list.
        }

        Fail(key, allowed);
        return fallback;
    }

    /// <exception cref="SettingsException">Something is wrong, or a key is set that nobody reads.</exception>
    public void ThrowIfFailed()
    {
        var unknown = configuration.Values.Keys.Where(key => !_known.Contains(key)).Order(StringComparer.Ordinal);
        _failures.AddRange(unknown.Select(key => $"{Name(key)} is not known; the keys are {string.Join(", ", _known.Order(StringComparer.Ordinal))}."));
        if (_failures.Count > 0)
        {
            throw new SettingsException(_failures);
        }
    }

    private static string Name(string key) => $"{Settings.Project}:{key}";

    private string Missing(string key, string allowed)
    {
        Fail(key, allowed);
        return "";
    }

    private string? Find(string key)
    {
        _known.Add(key);
        return configuration.Values.GetValueOrDefault(key)?.Trim() is { Length: > 0 } value ? value : null;
    }
}
