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

    /// <summary><c>smoke</c>, <c>export</c>, <c>import</c>, <c>ingest</c>, <c>load</c>: nobody answers at the address.</summary>
    public const int Unreachable = 10;

    /// <summary><c>smoke</c>, <c>export</c>, <c>import</c>, <c>ingest</c>, <c>load</c>: the certificate of whoever answers is not trusted.</summary>
    public const int CertificateUntrusted = 11;

    /// <summary><c>smoke</c>, <c>export</c>, <c>import</c>, <c>ingest</c>, <c>load</c>: whoever answers is no gallery.</summary>
    public const int NotAGallery = 12;

    /// <summary><c>smoke</c>, <c>export</c>, <c>import</c>, <c>ingest</c>, <c>load</c>: the gallery is there but would not do it, or said that a part of it is down.</summary>
    public const int Refused = 13;

    /// <summary><c>smoke</c>, <c>load</c>: a picture was taken, and its thumbnail or caption did not come in time.</summary>
    public const int NeverFinished = 14;

    /// <summary><c>smoke</c>, <c>load</c>: a thumbnail or a caption failed.</summary>
    public const int ProcessingFailed = 15;

    /// <summary><c>smoke</c>: the results are there, but a rendition is no picture or a page does not show it.</summary>
    public const int PageWrong = 16;

    /// <summary><c>smoke</c>, <c>load</c>: all went well until a picture could not be deleted.</summary>
    public const int NotDeleted = 17;

    /// <summary><c>doctor</c>: something must be mended.</summary>
    public const int MustBeMended = 20;

    /// <summary><c>import</c>, <c>ingest</c>, <c>load</c>: it went to its end, and some pictures were left out, or not taken.</summary>
    public const int SomeLeftOut = 21;

    /// <summary><c>export</c>, <c>import</c>, <c>ingest</c>: the connection was lost in the middle, or the gallery said that it cannot go on. No file was written; what was imported is.</summary>
    public const int BrokeOff = 22;

    /// <summary><c>export</c>, <c>import</c>, <c>ingest</c>, <c>load</c>: a file on this machine cannot be read or written.</summary>
    public const int FileTrouble = 23;

    /// <summary><c>ingest</c>: there is no picture in the folders.</summary>
    public const int NothingFound = 24;

    /// <summary><c>load compare --fail-above</c>: the second run was that much worse.</summary>
    public const int Slower = 25;
}
