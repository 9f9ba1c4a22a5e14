namespace Vignette.Cli.Commands;

/// <summary>What the program tells the shell.</summary>
public static class ExitCodes
{
    public const int Success = 0;

    /// <summary>The program could not do what it was asked to; the message says why.</summary>
    public const int Failure = 1;

    /// <summary><c>plan diff --exit-code</c>: the plans differ, and nothing that they do loses data, stops, or lets anybody in.</summary>
    public const int Differs = 2;

    /// <summary><c>plan diff --exit-code</c>: the plans differ in something that has a loud mark.</summary>
    public const int DiffersLoudly = 3;

    /// <summary><c>doctor</c>: something must be mended.</summary>
    public const int MustBeMended = 20;
}
