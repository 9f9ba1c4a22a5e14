using System.CommandLine;
using Vignette.Cli.Commands;

namespace Vignette.Cli.Deployments.Transfers;

/// <summary>Options that commands have in common which move things to a gallery or from it.</summary>
internal static class TransferOptions
{
    private const int DefaultTries = 3;
    private const int MostTries = 100;

    public static Option<Uri> Gallery(string name) => new(name)
    {
        Description = "The gallery's address.",
        Required = true,
        CustomParser = result =>
        {
            if (GalleryAddress.TryParse(result.Tokens.SingleOrDefault()?.Value, out var uri))
            {
                return uri;
            }

            result.AddError($"{name} must be {GalleryAddress.Allowed}.");
            return null;
        },
    };

    public static Option<int> Tries() => Numbers.Option("--tries", DefaultTries, 1, MostTries, "How often it is tried where the gallery is away for a moment, or the connection breaks off.");

    public static Option<bool> Json() => new("--json") { Description = "Print the result as JSON." };

    public static Option<string> Report(string description) => new("--report") { Description = description, HelpName = "FILE" };
}
