using Vignette.Infra.Configuration;

namespace Vignette.Infra.Databases;

/// <summary>
/// Who may have how many of the server's connections at once. One half is the functions', the other the gallery's: so that
/// neither, at its most, leaves the other without. Each process says its share by <c>DB_POOL_SIZE</c>.
/// </summary>
public sealed record ConnectionBudget
{
    /// <summary>Of a function's process: one that works, and one to give its claim back when the work hangs.</summary>
    public const int FunctionPoolSize = 2;

    /// <summary>How many publication functions may run at once: the fewest that a queue's mapping takes, since nobody waits for them.</summary>
    public const int PublicationConcurrency = 2;

    /// <summary>For people who look into the server, and for RDS itself.</summary>
    private const int Kept = 4;

    // RDS's default: {DBInstanceClassMemory/12582880}.
    private const long BytesPerConnection = 12_582_880;

    // What is left of the memory once the operating system and RDS have theirs; of small instances not much more.
    private const double ShareOfMemory = 0.7;

    // The migration and the sweep, of which there is one at a time, and the publications.
    private const int OtherFunctions = 2 + PublicationConcurrency;

    // More would only cost more; an upload of a hundred pictures is done in seconds.
    private const int MostThumbnails = 50;

    private const int LeastThumbnails = 2;

    private ConnectionBudget(string databaseClass, int captionConcurrency)
    {
        Server = (int)(DatabaseClasses.Memory(databaseClass) * ShareOfMemory / BytesPerConnection);
        Web = Functions;
        ThumbnailConcurrency = Math.Clamp((Functions / FunctionPoolSize) - OtherFunctions - captionConcurrency, LeastThumbnails, MostThumbnails);
    }

    /// <summary>What the server takes, as far as one can be sure of it.</summary>
    public int Server { get; }

    /// <summary>Of all processes of the gallery together.</summary>
    public int Web { get; }

    /// <summary>How many thumbnail functions may run at once.</summary>
    public int ThumbnailConcurrency { get; }

    private int Functions => (Server - Kept) / 2;

    public static ConnectionBudget Of(Settings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new ConnectionBudget(settings.Database.Class, settings.Captions.Concurrency);
    }

    /// <summary>How many captions at once a server of this class has connections for.</summary>
    public static int MostCaptions(string databaseClass) =>
        (new ConnectionBudget(databaseClass, 0).Functions / FunctionPoolSize) - OtherFunctions - LeastThumbnails;
}
