namespace Vignette.Infra.Observability;

public sealed record NotificationsArgs
{
    /// <summary>Who is told. AWS asks them first whether they want to be.</summary>
    public required string Email { get; init; }

    public static NotificationsArgs From(Configuration.Settings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new NotificationsArgs { Email = settings.AlarmEmail };
    }
}
