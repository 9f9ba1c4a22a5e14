namespace Vignette.Cli.Deployments.Transfers;

/// <summary>How a transfer went, for shells and for people.</summary>
internal interface ITransferResult
{
    /// <summary>One of <see cref="Commands.ExitCodes"/>.</summary>
    int ExitCode { get; }

    /// <summary>One line.</summary>
    string Message { get; }
}
