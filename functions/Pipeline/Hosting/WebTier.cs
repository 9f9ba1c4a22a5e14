using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Vignette.Pipeline.Hosting;

/// <summary>What the web tier and the load balancer before it agree on. The host is set so by its environment; the stack sets the load balancer so.</summary>
public sealed record WebTier
{
    public const string PortVariable = "PORT";

    public const string TrustedProxiesVariable = "TRUSTED_PROXIES";

    /// <summary>Where the load balancer asks whether a host lives.</summary>
    public const string HealthPath = "/health";

    /// <summary>Where files come in: the one address whose requests are large and not text.</summary>
    public const string UploadPath = "/upload";

    /// <summary>How long the load balancer lets a connection be idle.</summary>
    public static readonly TimeSpan IdleTimeout = TimeSpan.FromSeconds(60);

    /// <summary>How long the load balancer waits for the requests of a host that it takes out: its deregistration delay.</summary>
    public static readonly TimeSpan DeregistrationDelay = TimeSpan.FromSeconds(30);

    /// <summary>How long the host lets requests finish when it is stopped; less than <see cref="DeregistrationDelay"/>.</summary>
    public static readonly TimeSpan ShutdownTime = TimeSpan.FromSeconds(25);

    /// <summary>How long a connection may be idle; more than <see cref="IdleTimeout"/>, so that the load balancer is the one that hangs up and never sends into a closed connection.</summary>
    public static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(75);

    /// <summary><c>PORT</c>: where the host listens, 1 to 65535; 0 for any free one.</summary>
    public int Port { get; init; } = 8080;

    /// <summary><c>TRUSTED_PROXIES</c>: whose <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> are believed: networks in CIDR notation, with commas between; none when not set.</summary>
    public IReadOnlyList<IPNetwork> TrustedProxies { get; init; } = [];

    /// <summary>Reads the environment's variables; one that is empty counts as not set.</summary>
    /// <exception cref="OptionsValidationException">A value cannot be right: the message names each such variable.</exception>
    public static WebTier From(IConfiguration environment)
    {
        ArgumentNullException.ThrowIfNull(environment);

        var failures = new List<string>();
        var read = new WebTier();
        if (environment.Variable(PortVariable) is { } port)
        {
            if (ushort.TryParse(port, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number))
            {
                read = read with { Port = number };
            }
            else
            {
                failures.Add($"{PortVariable} is \"{port}\"; it must be a whole number from 0 to {ushort.MaxValue}.");
            }
        }

        var networks = new List<IPNetwork>();
        foreach (var text in environment.Variable(TrustedProxiesVariable)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [])
        {
            if (IPNetwork.TryParse(text, out var network))
            {
                networks.Add(network);
            }
            else
            {
                failures.Add($"{TrustedProxiesVariable} has \"{text}\"; it must be networks such as 10.0.0.0/16, with commas between.");
            }
        }

        return failures.Count == 0
            ? read with { TrustedProxies = networks }
            : throw new OptionsValidationException(nameof(WebTier), typeof(WebTier), failures);
    }
}
