using System.Globalization;

namespace Vignette.Infra.Configuration;

public sealed record DatabaseSettings
{
    public const string ClassKey = "databaseClass";

    public const string StorageKey = "databaseStorage";

    public const string MaxStorageKey = "databaseMaxStorage";

    public const string MultiZoneKey = "databaseMultiZone";

    public const string BackupDaysKey = "backupDays";

    // Of RDS's gp3 volumes.
    private const int MinStorage = 20;
    private const int MostStorage = 65536;

    /// <summary><c>databaseClass</c>: the server's size.</summary>
    public string Class { get; init; } = "db.t4g.micro";

    /// <summary><c>databaseStorage</c>: GiB, 20 to 65536.</summary>
    public int Storage { get; init; } = MinStorage;

    /// <summary><c>databaseMaxStorage</c>: to how many GiB the storage may grow by itself, at least a tenth more than <see cref="Storage"/>.</summary>
    public int MaxStorage { get; init; } = 100;

    /// <summary><c>databaseMultiZone</c>: a standby in another zone, which doubles the price.</summary>
    public bool MultiZone { get; init; }

    /// <summary><c>backupDays</c>: how long backups are kept, 7 to 35 days.</summary>
    public int BackupDays { get; init; } = 7;

    internal static DatabaseSettings Read(SettingsReader reader)
    {
        var defaults = new DatabaseSettings();
        var read = new DatabaseSettings
        {
            Class = reader.Raw(ClassKey) ?? defaults.Class,
            Storage = reader.Number(StorageKey, defaults.Storage, MinStorage, MostStorage, "GiB"),
            MaxStorage = reader.Number(MaxStorageKey, defaults.MaxStorage, MinStorage, MostStorage, "GiB"),
            MultiZone = reader.Flag(MultiZoneKey, defaults.MultiZone),
            BackupDays = reader.Number(BackupDaysKey, defaults.BackupDays, 7, 35, "days"),
        };
        if (!DatabaseClasses.All.Contains(read.Class))
        {
            reader.Fail(ClassKey, DatabaseClasses.Allowed);
        }

        // RDS refuses less.
        var least = read.Storage + ((read.Storage + 9) / 10);
        if (reader.IsRight(MaxStorageKey) && read.MaxStorage < least)
        {
            reader.Fail(MaxStorageKey, $"at least {least.ToString(CultureInfo.InvariantCulture)}: a tenth more than {StorageKey}");
        }

        return read;
    }
}
