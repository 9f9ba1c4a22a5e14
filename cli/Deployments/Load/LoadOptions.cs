using System.Globalization;
using Vignette.Cli.Deployments.Load.Arrivals;
using Vignette.Cli.Deployments.Load.Pictures;
using Vignette.Pipeline.Imaging;

namespace Vignette.Cli.Deployments.Load;

/// <summary>What a load is told.</summary>
/// <param name="Gallery">Where to.</param>
internal sealed record LoadOptions(Uri Gallery)
{
    /// <summary>How many pictures; null without end, until <see cref="Duration"/>.</summary>
    public int? Images { get; init; }

    /// <summary>How long pictures are sent; null until there are no more.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Of the closed loop; null where the loop is open.</summary>
    public int? Clients { get; init; }

    /// <summary>Pictures a second of the open loop; null where the loop is closed.</summary>
    public double? Rate { get; init; }

    public ArrivalKind Arrivals { get; init; }

    public TimeSpan Ramp { get; init; }

    public required WeightedMix<PictureSize> Sizes { get; init; }

    public required WeightedMix<ImageFormat> Formats { get; init; }

    /// <summary>A folder whose pictures are sent instead of drawn ones.</summary>
    public string? From { get; init; }

    public int Seed { get; init; }

    /// <summary>How long nothing may be heard of any picture before those that are left count as lost.</summary>
    public TimeSpan SettleTimeout { get; init; }

    /// <summary>Whether the pictures stay in the gallery.</summary>
    public bool Keep { get; init; }

    /// <summary>What a report says of it, and what two runs are compared by: names and values as people write them.</summary>
    public IReadOnlyDictionary<string, string> Settings()
    {
        (string Name, string? Value)[] settings =
        [
            ("to", Gallery.GetLeftPart(UriPartial.Authority)),
            ("images", Images is { } images ? Text(images) : null),
            ("duration", Duration is { } duration ? $"{Text(duration.TotalSeconds)} s" : null),
            ("clients", Clients is { } clients ? Text(clients) : null),
            ("rate", Rate is { } rate ? $"{Text(rate)} per second" : null),
            ("arrivals", Rate is null ? null : Arrivals.ToString().ToLowerInvariant()),
            ("ramp", Ramp > TimeSpan.Zero ? $"{Text(Ramp.TotalSeconds)} s" : null),
            ("from", From),
            ("size", From is null ? Sizes.ToString() : null),
            ("mix", From is null ? Formats.ToString() : null),
            ("seed", Text(Seed)),
            ("settle timeout", $"{Text(SettleTimeout.TotalSeconds)} s"),
            ("keep", Keep ? "yes" : "no"),
        ];
        return settings.Where(setting => setting.Value is not null).ToDictionary(setting => setting.Name, setting => setting.Value!);
    }

    public ILoop Loop(TimeProvider time) => Rate is { } rate
        ? new OpenLoop(new ArrivalSchedule(rate, Arrivals, Ramp, Seed), Duration, OpenLoop.DefaultMostOpen, time)
        : new ClosedLoop(Clients!.Value, Duration, Ramp, time);

    private static string Text(double number) => number.ToString("0.###", CultureInfo.InvariantCulture);
}
