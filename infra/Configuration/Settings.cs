using System.Globalization;
using System.Text.RegularExpressions;
using Vignette.Infra.Databases;

namespace Vignette.Infra.Configuration;

/// <summary>
/// All that a stack's configuration says, read once. What is not said has a default that is safe and cheap, in this order.
/// </summary>
public sealed partial record Settings
{
    /// <summary>The project's name in <c>Pulumi.yaml</c>: what keys begin with.</summary>
    public const string Project = "vignette";

    public const string EnvironmentKey = "environment";

    public const string RegionKey = "region";

    public const string AlarmEmailKey = "alarmEmail";

    public const string BudgetKey = "budget";

    public const string DeletionProtectionKey = "deletionProtection";

    public const string LogRetentionDaysKey = "logRetentionDays";

    public const string VersionRetentionDaysKey = "versionRetentionDays";

    // What CloudWatch knows.
    private static readonly int[] LogRetentions = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

    /// <summary><c>environment</c>.</summary>
    public required DeploymentEnvironment Environment { get; init; }

    /// <summary><c>region</c>: where all of it is.</summary>
    public required string Region { get; init; }

    /// <summary><c>alarmEmail</c>: who is told when something is wrong or the budget is used up.</summary>
    public required string AlarmEmail { get; init; }

    /// <summary><c>budget</c>: US dollars a month.</summary>
    public int Budget { get; init; } = 100;

    /// <summary><c>deletionProtection</c>: databases, buckets with objects and load balancers outlive a mistaken <c>pulumi destroy</c>.</summary>
    public bool DeletionProtection { get; init; } = true;

    /// <summary><c>logRetentionDays</c>: how long logs are kept.</summary>
    public int LogRetentionDays { get; init; } = 30;

    /// <summary><c>versionRetentionDays</c>: how long deleted and overwritten originals can be had back, 1 to 365 days.</summary>
    public int VersionRetentionDays { get; init; } = 30;

    public required NetworkSettings Network { get; init; }

    public required WebSettings Web { get; init; }

    public required SignInSettings SignIn { get; init; }

    public required DatabaseSettings Database { get; init; }

    public required CaptionSettings Captions { get; init; }

    /// <summary>What is deployed instead of a new build; null where images are built.</summary>
    public ImageSettings? Images { get; init; }

    /// <exception cref="SettingsException">A value is missing or cannot be right, or a key is not known: the message names each.</exception>
    internal static Settings From(StackConfiguration configuration)
    {
        var reader = new SettingsReader(configuration);
        var environment = reader.Choice(EnvironmentKey, required: true, ("dev", DeploymentEnvironment.Dev), ("prod", DeploymentEnvironment.Prod));
        var region = reader.Text(RegionKey, RegionName(), "a region of AWS, such as eu-central-1");
        var read = new Settings
        {
            Environment = environment,
            Region = region,
            AlarmEmail = reader.Text(AlarmEmailKey, EmailAddress(), "an e-mail address"),
            Budget = reader.Number(BudgetKey, 100, 1, 1_000_000, "US dollars a month"),
            DeletionProtection = reader.Flag(DeletionProtectionKey, fallback: true),
            LogRetentionDays = reader.Number(LogRetentionDaysKey, 30, LogRetentions[0], LogRetentions[^1], "days"),
            VersionRetentionDays = reader.Number(VersionRetentionDaysKey, 30, 1, 365, "days"),
            Network = NetworkSettings.Read(reader),
            Web = WebSettings.Read(reader, region),
            SignIn = SignInSettings.Read(reader),
            Database = DatabaseSettings.Read(reader),
            Captions = CaptionSettings.Read(reader),
            Images = ImageSettings.Read(reader),
        };
        if (reader.IsRight(LogRetentionDaysKey) && !LogRetentions.Contains(read.LogRetentionDays))
        {
            reader.Fail(LogRetentionDaysKey, "one of " + string.Join(", ", LogRetentions.Select(days => days.ToString(CultureInfo.InvariantCulture))));
        }

        CheckSignIn(reader, read);
        CheckWaysOut(reader, read);
        CheckConnections(reader, read);
        reader.ThrowIfFailed();
        return read;
    }

    /// <summary>A load balancer signs people in by TLS alone.</summary>
    private static void CheckSignIn(SettingsReader reader, Settings read)
    {
        if (read.SignIn.Mode == SignInMode.Cognito && read.Web.Domain is null && reader.IsRight(SignInSettings.ModeKey) && reader.IsRight(WebSettings.DomainKey))
        {
            reader.Fail(WebSettings.DomainKey, $"the gallery's name, with {WebSettings.HostedZoneKey} or {WebSettings.CertificateKey}, where {SignInSettings.ModeKey} is cognito: a load balancer signs nobody in without TLS");
        }
    }

    /// <summary>What needs the internet, or AWS's interfaces, must be able to reach them.</summary>
    private static void CheckWaysOut(SettingsReader reader, Settings read)
    {
        if (read.Network.Nat != NatMode.None)
        {
            return;
        }

        if (read.Captions.Captioning == Captioning.Gemini && reader.IsRight(CaptionSettings.CaptioningKey))
        {
            reader.Fail(NetworkSettings.NatKey, $"single or per-zone where {CaptionSettings.CaptioningKey} is gemini, or the model could not be reached");
        }

        if (read.SignIn.Mode == SignInMode.Cognito && reader.IsRight(SignInSettings.ModeKey) && reader.IsRight(NetworkSettings.NatKey))
        {
            reader.Fail(NetworkSettings.NatKey, $"single or per-zone where {SignInSettings.ModeKey} is cognito, or the gallery could not fetch the keys by which it knows what the load balancer says");
        }

        if (read.Web.Hosting == WebHosting.Asg && !read.Network.InterfaceEndpoints && reader.IsRight(WebSettings.HostingKey))
        {
            reader.Fail(NetworkSettings.InterfaceEndpointsKey, $"true where {WebSettings.HostingKey} is asg and {NetworkSettings.NatKey} is none, or hosts could not fetch their image");
        }
    }

    /// <summary>Each caption that is made at the same time needs connections to the database.</summary>
    private static void CheckConnections(SettingsReader reader, Settings read)
    {
        if (!reader.IsRight(CaptionSettings.ConcurrencyKey) || !reader.IsRight(DatabaseSettings.ClassKey))
        {
            return;
        }

        var most = ConnectionBudget.MostCaptions(read.Database.Class);
        if (read.Captions.Concurrency > most)
        {
            reader.Fail(CaptionSettings.ConcurrencyKey, $"at most {most}, which is what a database of {DatabaseSettings.ClassKey} {read.Database.Class} has connections for");
        }
    }

    [GeneratedRegex("^[a-z]{2}(-[a-z]+)+-[0-9]$")]
    private static partial Regex RegionName();

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
    private static partial Regex EmailAddress();
}
