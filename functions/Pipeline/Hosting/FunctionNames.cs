namespace Vignette.Pipeline.Hosting;

/// <summary>The functions of the platform in the cloud. The stack names them so, and the one image of all of them asks which it is.</summary>
public static class FunctionNames
{
    /// <summary>The environment variable that says which function a process is, as Amazon.Lambda.Annotations calls it.</summary>
    public const string Variable = "ANNOTATIONS_HANDLER";

    /// <summary>Makes renditions; its events are batches of the thumbnail queue.</summary>
    public const string Thumbnail = "Thumbnail";

    /// <summary>Has images described; its events are batches of the caption queue.</summary>
    public const string Caption = "Caption";

    /// <summary>Puts approved images into the data set; its events are batches of the publication queue.</summary>
    public const string Publish = "Publish";

    /// <summary>Brings the database to this version's schema; invoked by a deployment.</summary>
    public const string Migrate = "Migrate";

    /// <summary>Drives again what is stuck; its events are a schedule's.</summary>
    public const string Sweep = "Sweep";

    public static IReadOnlyList<string> All { get; } = [Thumbnail, Caption, Publish, Migrate, Sweep];
}
