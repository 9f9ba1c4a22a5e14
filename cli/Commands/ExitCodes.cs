namespace Vignette.Cli.Commands;

/// <summary>What the program tells the shell.</summary>
public static class ExitCodes
{
    public const int Success = 0;

    /// <summary>The program could not do what it was asked to; the message says why.</summary>
    public const int Failure = 1;
}
