namespace Vignette.Cli.Deployments.Transfers;

/// <summary>What became of a transfer, for programs: JSON Lines, each written as it is known, so that the report of one that broke off says how far it came.</summary>
internal sealed class ReportFile : IAsyncDisposable
{
    private readonly FileStream? _content;

    private ReportFile(FileStream? content) => _content = content;

    /// <param name="path">Null: none is wanted.</param>
    /// <exception cref="IOException">There can be no such file.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be written.</exception>
    public static ReportFile Create(string? path) =>
        new(path is null ? null : new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 16 << 10, FileOptions.Asynchronous));

    public async Task WriteAsync<T>(T line)
    {
        if (_content is not null)
        {
            await _content.WriteAsync(GalleryAnswer.Write(line));
            await _content.WriteAsync("\n"u8.ToArray());
        }
    }

    public ValueTask DisposeAsync() => _content?.DisposeAsync() ?? ValueTask.CompletedTask;
}
