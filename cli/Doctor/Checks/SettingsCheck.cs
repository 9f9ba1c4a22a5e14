namespace Vignette.Cli.Doctor.Checks;

/// <summary>The stack's settings are somebody's own, and none that is needed is missing.</summary>
public sealed class SettingsCheck(StackSettings settings) : ICheck
{
    private const string ExampleDomain = "example.com";

    // Pulumi sets a member of a list by its path.
    private static readonly string[] Lists = ["administrators"];

    public string Name => "Settings";

    public Task<Finding> LookAsync(CancellationToken cancellationToken) => Task.FromResult(Look());

    private Finding Look()
    {
        var examples = settings.Names.Where(name => settings[name]?.EndsWith(ExampleDomain, StringComparison.Ordinal) == true).ToList();
        return settings["region"] is null
            ? this.Problem($"Pulumi.{settings.Stack}.yaml sets no region.", "pulumi config set region REGION")
            : settings["captions"] == "gemini" && !settings.Names.Contains("geminiApiKey")
                ? this.Problem("Captions are the model's, and its key is not set.", "pulumi config set --secret geminiApiKey")
                : examples.Count > 0
                    ? this.Problem($"The example's own: {string.Join(", ", examples)}.", string.Join("; ", examples.Select(name => Lists.Contains(name) ? $"pulumi config set --path 'vignette:{name}[0]' YOURS" : $"pulumi config set {name} YOURS")))
                    : this.Ok($"Pulumi.{settings.Stack}.yaml has what is needed.");
    }
}
