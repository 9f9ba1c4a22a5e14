namespace Vignette.Schema;

/// <summary>Origins as files say them: <c>offline</c>, <c>model</c>, <c>person</c>.</summary>
public static class CaptionOrigins
{
    public static string Code(this CaptionOrigin origin) => origin switch
    {
        CaptionOrigin.Offline => "offline",
        CaptionOrigin.Model => "model",
        CaptionOrigin.Person => "person",
        _ => throw new ArgumentOutOfRangeException(nameof(origin), origin, null),
    };

    /// <summary>Null where the text is none of the codes.</summary>
    public static CaptionOrigin? Parse(string? code) => code switch
    {
        "offline" => CaptionOrigin.Offline,
        "model" => CaptionOrigin.Model,
        "person" => CaptionOrigin.Person,
        _ => null,
    };
}
