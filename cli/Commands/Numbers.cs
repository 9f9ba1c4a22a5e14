using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Vignette.Cli.Commands;

/// <summary>Options that are whole numbers within bounds.</summary>
internal static class Numbers
{
    /// <summary>A number from <paramref name="least"/> to <paramref name="most"/>; anything else is refused with that said.</summary>
    public static Option<int> Option(string name, int fallback, int least, int most, string description)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => fallback };
        option.Validators.Add(result => Between(result, least, most));
        return option;
    }

    /// <summary>Refuses a number that is not between. What is no number at all is refused before.</summary>
    public static void Between(OptionResult result, int least, int most)
    {
        if (result.Tokens is [var token] && int.TryParse(token.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && (value < least || value > most))
        {
            result.AddError($"{result.Option.Name} must be {least} to {most}.");
        }
    }
}
