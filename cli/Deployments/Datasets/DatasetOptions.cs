using System.CommandLine;
using Vignette.Exchange;

namespace Vignette.Cli.Deployments.Datasets;

/// <summary>Options that both ways have.</summary>
internal static class DatasetOptions
{
    public static Option<string> Format(string description, bool isRequired)
    {
        var format = new Option<string>("--format") { Description = description, Required = isRequired };
        format.AcceptOnlyFromAmong([.. DatasetFormats.Codes]);
        return format;
    }

    public static DatasetFormat Parse(string code) => DatasetFormats.TryParse(code, out var format) ? format.Value : throw new ArgumentException("There is no such format.", nameof(code));
}
