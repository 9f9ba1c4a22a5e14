using System.Net;
using Vignette.Gallery.Access;

namespace Vignette.Cli.Local;

/// <summary>How the platform runs on one machine.</summary>
/// <param name="DataFolder">Holds everything: the database, the buckets, the keys.</param>
public sealed record LocalPlatformOptions(string DataFolder)
{
    public const int DefaultPort = 8080;

    /// <summary>Where it listens; null for the loopback addresses alone.</summary>
    public IPAddress? Host { get; init; }

    /// <summary>How people say who they are; null for what <c>SIGN_IN</c> says, or else <see cref="SignInMode.None"/>.</summary>
    public SignInMode? SignIn { get; init; }

    /// <summary>The port there; 0 for any free one.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>Put the drawn sample pictures in.</summary>
    public bool Samples { get; init; }

    /// <summary>Tasks of each kind that run at once; 0 leaves them waiting in the queue.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;
}
