using System.Globalization;
using Vignette.Pipeline.Imaging;

namespace Vignette.Cli.Deployments.Load.Pictures;

/// <summary>The pictures in a folder and below it, in turn, by their paths.</summary>
internal sealed class FolderPictures : IPictureSource
{
    private static readonly EnumerationOptions Below = new() { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };

    private readonly IReadOnlyList<(string Path, ImageFormat Format)> _files;

    private FolderPictures(string folder, IReadOnlyList<(string Path, ImageFormat Format)> files)
    {
        _files = files;
        Description = string.Create(CultureInfo.InvariantCulture, $"{files.Count} pictures of {folder}");
    }

    /// <inheritdoc/>
    public string Description { get; }

    /// <exception cref="IOException">There is no such folder, or no picture in it.</exception>
    public static async Task<FolderPictures> OpenAsync(string folder, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder))
        {
            throw new IOException($"There is no folder {folder}.");
        }

        var files = new List<(string, ImageFormat)>();
        foreach (var path in Directory.EnumerateFiles(folder, "*", Below).Order(StringComparer.Ordinal))
        {
            if (await FormatAsync(path, cancellationToken) is { } format)
            {
                files.Add((path, format));
            }
        }

        return files.Count > 0 ? new FolderPictures(folder, files) : throw new IOException($"There is no picture in {folder}: JPEG, PNG, GIF and WebP count, by their content.");
    }

    /// <inheritdoc/>
    public async Task<(ImageFormat Format, ReadOnlyMemory<byte> Bytes)> GetAsync(int number, CancellationToken cancellationToken)
    {
        var (path, format) = _files[number % _files.Count];
        return (format, await File.ReadAllBytesAsync(path, cancellationToken));
    }

    // What cannot be read is none of those to send.
    private static async Task<ImageFormat?> FormatAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var head = new byte[ImageFormats.SignatureLength];
            await using var file = File.OpenRead(path);
            var length = await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
            return ImageFormats.Detect(head.AsSpan(0, length));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
