using System.Globalization;
using System.IO.Compression;

namespace Vignette.Exchange.Archives;

/// <summary>
/// A zip of somebody else's. Nothing of it is ever put where its names say; names that lead out of it are refused all the
/// same, since whoever made them meant harm or erred.
/// </summary>
public sealed class ArchiveReader : IAsyncDisposable
{
    private readonly ZipArchive _archive;
    private readonly InflationBudget _budget;
    private readonly Dictionary<string, ZipArchiveEntry> _entries;

    private ArchiveReader(ZipArchive archive, Dictionary<string, ZipArchiveEntry> entries, DatasetLimits limits) =>
        (_archive, _entries, _budget) = (archive, entries, new InflationBudget(limits));

    /// <summary>Names of files, with <c>/</c> between folders, in the zip's order.</summary>
    public IReadOnlyCollection<string> Names => _entries.Keys;

    /// <exception cref="DatasetException">It is no whole zip, has too many entries, or names that are none.</exception>
    public static async Task<ArchiveReader> OpenAsync(Stream file, DatasetLimits limits, CancellationToken cancellationToken)
    {
        if (await ArchiveDirectory.SizeAsync(file, cancellationToken) is not { } size)
        {
            throw new DatasetException("The zip is not whole: its list of entries is missing.");
        }

        if (size > limits.MaxDirectoryBytes)
        {
            throw new DatasetException(TooMany(limits));
        }

        file.Position = 0;
        ZipArchive? archive = null;
        try
        {
            archive = await ZipArchive.CreateAsync(file, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: null, cancellationToken);
            return new ArchiveReader(archive, Entries(archive, limits), limits);
        }
        catch (InvalidDataException fault)
        {
            archive?.Dispose();
            throw new DatasetException("The zip is damaged: its list of entries cannot be read.", fault);
        }
        catch
        {
            archive?.Dispose();
            throw;
        }
    }

    public bool Contains(string name) => _entries.ContainsKey(name);

    /// <param name="maxBytes">More than that is not taken out.</param>
    /// <exception cref="DatasetException">The entry is damaged or encrypted, or reading it meets a limit.</exception>
    public async Task<Stream> OpenAsync(string name, long maxBytes, CancellationToken cancellationToken)
    {
        var entry = _entries[name];
        if (entry.IsEncrypted)
        {
            throw new DatasetException($"{Shown.Name(name)} in the zip is encrypted: that is not taken.");
        }

        try
        {
            return new InflatingStream(await entry.OpenAsync(cancellationToken), name, entry.CompressedLength, maxBytes, _budget);
        }
        catch (InvalidDataException fault)
        {
            throw new DatasetException($"{Shown.Name(name)} in the zip is damaged, or compressed in a way that is not known here.", fault);
        }
    }

    /// <summary>A small entry, whole.</summary>
    /// <exception cref="DatasetException">As <see cref="OpenAsync(string, long, CancellationToken)"/>.</exception>
    public async Task<byte[]> ReadAsync(string name, CancellationToken cancellationToken)
    {
        await using var content = await OpenAsync(name, _budget.Limits.MaxItemBytes, cancellationToken);
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, cancellationToken);
        return bytes.ToArray();
    }

    public ValueTask DisposeAsync() => _archive.DisposeAsync();

    private static Dictionary<string, ZipArchiveEntry> Entries(ZipArchive archive, DatasetLimits limits)
    {
        if (archive.Entries.Count > limits.MaxEntries)
        {
            throw new DatasetException(TooMany(limits));
        }

        var entries = new Dictionary<string, ZipArchiveEntry>(StringComparer.Ordinal);
        foreach (var entry in archive.Entries)
        {
            var name = entry.FullName.Replace('\\', '/');
            if (name.StartsWith('/') || name.Contains(':') || name.Split('/').Any(part => part is ".." or "."))
            {
                throw new DatasetException($"{Shown.Name(name)} in the zip leads out of it: that is not taken.");
            }

            if (name.EndsWith('/') || name.StartsWith("__MACOSX/", StringComparison.Ordinal))
            {
                continue;
            }

            if (!entries.TryAdd(name, entry))
            {
                throw new DatasetException($"{Shown.Name(name)} in the zip is there twice.");
            }
        }

        return entries;
    }

    private static string TooMany(DatasetLimits limits) => string.Create(CultureInfo.InvariantCulture, $"A zip has at most {limits.MaxEntries:N0} files.");
}
