using Vignette.Gallery.Access;
using Vignette.Gallery.Access.LoadBalancing;

namespace Vignette.Gallery;

/// <summary>What the host decides for the gallery.</summary>
public sealed record GalleryOptions
{
    /// <summary>How people say who they are.</summary>
    public SignInMode SignIn { get; init; }

    /// <summary><c>SETUP_CODE_SHA256</c>: the SHA-256 of what lets somebody make the first account, in lower-case hexadecimal digits; null where only the machine itself does.</summary>
    public string? SetupCodeSha256 { get; init; }

    /// <summary>Whose word is taken for who somebody is, with <see cref="SignInMode.Cognito"/>; null otherwise.</summary>
    public LoadBalancerSignInOptions? LoadBalancer { get; init; }

    /// <summary>How often live pages look for changes while anyone watches.</summary>
    public TimeSpan ChangePollInterval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Whether a response can be sent bit by bit; where it cannot, live pages look again every few seconds instead.</summary>
    public bool StreamsEvents { get; init; } = true;

    /// <summary>How often an idle event stream says that it is alive.</summary>
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long one dependency may take to answer before <c>/health/ready</c> calls it down.</summary>
    public TimeSpan ProbeTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long an address that the object store signs is good for.</summary>
    public TimeSpan SignedUrlLifetime { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Where signed addresses lead, e.g. <c>https://bucket.s3.eu-central-1.amazonaws.com</c>, so that pages may load pictures from there; empty where the gallery serves them itself.</summary>
    public IReadOnlyList<string> MediaOrigins { get; init; } = [];

    /// <summary>Where addresses lead that the object store signs to put originals to, as one of <see cref="MediaOrigins"/>; null where the gallery takes all files itself.</summary>
    public string? UploadOrigin { get; init; }

    /// <summary>Requests that one client may make in the long run; 0 for any number.</summary>
    public int RequestsPerSecond { get; init; }

    /// <summary>Bytes that reach the host in one request; null where nothing before it limits them.</summary>
    public long? RequestLimit { get; init; }
}
