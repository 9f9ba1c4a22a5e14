namespace Vignette.Cli.Deployments;

/// <summary>How long and how much a <see cref="GalleryClient"/> bears with.</summary>
public sealed record GalleryClientOptions
{
    /// <summary>What it signs in with; null where nobody has to. Sent to the gallery alone, never to where it leads.</summary>
    public string? Token { get; init; }

    /// <summary>For one request and its whole answer: longer than a function on AWS takes to start.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For sending one file.</summary>
    public TimeSpan TransferTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>For the next part of an answer that is read while it comes, however long all of it takes: a large file is looked at whole before the answer begins.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Bytes of an answer of the API or of a page.</summary>
    public int MaxAnswerBytes { get; init; } = 4 << 20;

    /// <summary>Bytes of a picture that is fetched into memory.</summary>
    public int MaxPictureBytes { get; init; } = 32 << 20;

    /// <summary>How often a file is sent before it counts as not taken, where each try failed for a reason that may pass.</summary>
    public int UploadTries { get; init; } = 3;

    /// <summary>Before a file is sent again; each further pause is as much longer.</summary>
    public TimeSpan RetryPause { get; init; } = TimeSpan.FromSeconds(2);
}
