using System.IO.Compression;
using System.Text;
using Vignette.Exchange.Spooling;
using Vignette.Schema;

namespace Vignette.Exchange.Tests;

/// <summary>Writes and reads data sets in memory.</summary>
internal static class DatasetSamples
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public static TheoryData<DatasetFormat> Formats() => [.. DatasetFormats.Values];

    public static DatasetImage Image(string name = "a.jpg", params DatasetBox[] boxes) => new()
    {
        Id = ImageId.Parse("0123456789abcdef0123456789abcdef"),
        FileName = name,
        Picture = "0123456789abcdef0123456789abcdef.jpg",
        Width = 640,
        Height = 480,
        Boxes = boxes,
    };

    public static DatasetBox Box(string label) => new(label, new BoundingBox(0.25, 0.5, 0.125, 0.25));

    public static async Task<byte[]> WriteAsync(DatasetFormat format, IEnumerable<DatasetImage> images, IPictureSource? pictures = null)
    {
        using var output = new MemoryStream();
        await format.Writer().WriteAsync(images.ToAsyncEnumerable(), pictures, new AsyncOnlyStream(output), CancellationToken);
        return output.ToArray();
    }

    /// <summary>Reads a file, in pieces as small as they come.</summary>
    public static async Task<(List<StagedImage> Images, IReadOnlyList<DatasetProblem> Problems)> ReadAsync(DatasetFormat format, byte[] content, DatasetLimits? limits = null)
    {
        limits ??= new DatasetLimits();
        using var stage = new DatasetStage(limits);
        using var stream = new MemoryStream(content);
        await using var file = await DatasetFile.OpenAsync(stream, limits, CancellationToken);
        await format.Reader().ReadAsync(file, stage, CancellationToken);
        return ([.. stage.Read()], stage.Problems);
    }

    public static Task<(List<StagedImage> Images, IReadOnlyList<DatasetProblem> Problems)> ReadAsync(DatasetFormat format, string content, DatasetLimits? limits = null) =>
        ReadAsync(format, Encoding.UTF8.GetBytes(content), limits);

    public static byte[] Zip(params (string Name, string Content)[] entries) => Zip([.. entries.Select(entry => (entry.Name, Encoding.UTF8.GetBytes(entry.Content)))]);

    public static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return bytes.ToArray();
    }

    public static string Text(byte[] content) => Encoding.UTF8.GetString(content);
}
