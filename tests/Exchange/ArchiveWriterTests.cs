using System.IO.Compression;
using Vignette.Exchange.Archives;
using Vignette.Tests;

namespace Vignette.Exchange.Tests;

/// <summary>Zips that are larger than the first ones could be (APPNOTE 4.4.8 to 4.5.3), and ones that have next to nothing in them.</summary>
public sealed class ArchiveWriterTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task More_entries_than_16_bits_count_are_all_found()
    {
        const int Entries = 70_000;
        using var folder = new TemporaryFolder();
        var path = folder.File("many.zip");
        await WriteAsync(path, async archive =>
        {
            for (var i = 0; i < Entries; i++)
            {
                await archive.AddTextAsync($"ä/{i}.txt", i % 2 == 0 ? "" : $"{i}", CancellationToken);
            }
        });

        await using var read = await ZipFile.OpenReadAsync(path, CancellationToken);
        read.Entries.Count.ShouldBe(Entries);
        foreach (var number in (int[])[0, 1, 65_534, 65_535, 65_536, Entries - 1])
        {
            using var text = new StreamReader(await read.GetEntry($"ä/{number}.txt").ShouldNotBeNull().OpenAsync(CancellationToken));
            (await text.ReadToEndAsync(CancellationToken)).ShouldBe(number % 2 == 0 ? "" : $"{number}");
        }

        (await OutsideTool.RunAsync("unzip", ["-tq", path])).Output.ShouldContain("No errors detected");
    }

    [Fact]
    public async Task An_entry_of_more_bytes_than_32_bits_count_tells_its_size()
    {
        const long Size = (1L << 32) + 5;
        using var folder = new TemporaryFolder();
        var path = folder.File("large.zip");
        await WriteAsync(path, async archive =>
        {
            await archive.AddAsync(
                "large",
                async content =>
                {
                    var zeros = new byte[1 << 20];
                    for (var left = Size; left > 0; left -= zeros.Length)
                    {
                        await content.WriteAsync(zeros.AsMemory(0, (int)Math.Min(left, zeros.Length)), CancellationToken);
                    }
                },
                CancellationToken);
            await archive.AddTextAsync("small", "after it", CancellationToken);
        });

        await using var read = await ZipFile.OpenReadAsync(path, CancellationToken);
        read.GetEntry("large").ShouldNotBeNull().Length.ShouldBe(Size);
        using var text = new StreamReader(await read.GetEntry("small").ShouldNotBeNull().OpenAsync(CancellationToken));
        (await text.ReadToEndAsync(CancellationToken)).ShouldBe("after it");
    }

    [Fact]
    public async Task A_zip_that_broke_off_is_none()
    {
        using var output = new MemoryStream();
        await using (var archive = new ArchiveWriter(new AsyncOnlyStream(output)))
        {
            await archive.AddTextAsync("a", "b", CancellationToken);
        }

        output.Position = 0;
        Should.Throw<InvalidDataException>(() => new ZipArchive(output, ZipArchiveMode.Read));
    }

    private static async Task WriteAsync(string path, Func<ArchiveWriter, Task> write)
    {
        await using var file = File.Create(path);
        await using var archive = new ArchiveWriter(new AsyncOnlyStream(file));
        await write(archive);
        await archive.CompleteAsync(CancellationToken);
    }
}
