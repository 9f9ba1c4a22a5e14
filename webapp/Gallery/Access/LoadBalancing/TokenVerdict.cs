namespace Vignette.Gallery.Access.LoadBalancing;

/// <summary>What became of a token: an identity, or a fault.</summary>
public sealed record TokenVerdict
{
    private TokenVerdict()
    {
    }

    public ExternalIdentity? Identity { get; private init; }

    public TokenFault? Fault { get; private init; }

    /// <summary>A sentence for the log. Nothing of the token is in it.</summary>
    public string Reason { get; private init; } = "";

    public static TokenVerdict Accept(ExternalIdentity identity) => new() { Identity = identity };

    public static TokenVerdict Refuse(TokenFault fault, string reason) => new() { Fault = fault, Reason = reason };
}
