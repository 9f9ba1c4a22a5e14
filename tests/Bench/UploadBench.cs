using System.Text;
using Vignette.Tests;

namespace Vignette.Bench;

/// <summary>
/// Accepted uploads a second of a 100 KB JPEG by 20 clients, against as many bare writes of that file, one after another,
/// each followed by fsync. The tasks wait meanwhile: what is measured is acceptance.
/// </summary>
public static class UploadBench
{
    private const int Clients = 20;
    private const int Uploads = 2000;
    private const int Rounds = 5;

    // The runtime compiles what is hot once more, for a while.
    private const int WarmUps = 5;

    private const int FileSize = 100_000;

    public static async Task RunAsync()
    {
        Report.Title($"Accepted uploads of a 100 KB JPEG, {Clients} clients, against bare fsynced writes of it");
        using var folder = new TemporaryFolder();
        var file = Enlarged(await File.ReadAllBytesAsync(Photos.Path("good/rocket-exif1.jpg")));
        await using var program = await VignetteProcess.StartAsync(folder.File("data"), ["--workers", "0"], Quiet.Environment);
        var address = program.Http.BaseAddress!;

        var request = Request(address, file);
        var (uploads, writes, ratios) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < WarmUps + Rounds; round++)
        {
            var bare = folder.File("bare");
            var write = await Measure.RateAsync(1, Uploads, (_, pieces) => WriteAsync(bare, file, pieces));
            Directory.Delete(bare, recursive: true);
            var upload = await Measure.RateAsync(Clients, Uploads, (_, pieces) => UploadAsync(address, request, pieces));
            if (round >= WarmUps)
            {
                writes.Add(write);
                uploads.Add(upload);
                ratios.Add(upload / write);
            }
        }

        Report.Figure("bare fsynced writes", Measure.Median(writes), "/s");
        Report.Figure("accepted uploads", Measure.Median(uploads), "/s");
        Report.AtLeast("uploads / writes", Measure.Median(ratios), 0.5);
    }

    private static async Task WriteAsync(string folder, byte[] file, IAsyncEnumerable<int> pieces)
    {
        Directory.CreateDirectory(folder);
        await foreach (var piece in pieces)
        {
            using var handle = File.OpenHandle(Path.Combine(folder, $"{piece}.jpg"), FileMode.CreateNew, FileAccess.Write);
            RandomAccess.Write(handle, file, 0);
            RandomAccess.FlushToDisk(handle);
        }
    }

    private static async Task UploadAsync(Uri address, byte[] request, IAsyncEnumerable<int> pieces)
    {
        using var client = await RawClient.ConnectAsync(address);
        await foreach (var _ in pieces)
        {
            var status = await client.SendAsync(request);
            if (status != 201)
            {
                throw new InvalidOperationException($"An upload was answered with {status}.");
            }
        }
    }

    private static byte[] Request(Uri address, byte[] file)
    {
        byte[] head = Encoding.ASCII.GetBytes("--boundary\r\nContent-Disposition: form-data; name=\"file\"; filename=\"photo.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n");
        byte[] tail = Encoding.ASCII.GetBytes("\r\n--boundary--\r\n");
        var header = Encoding.ASCII.GetBytes(
            $"POST /upload HTTP/1.1\r\nHost: {address.Authority}\r\nAccept: application/json\r\nContent-Type: multipart/form-data; boundary=boundary\r\nContent-Length: {head.Length + file.Length + tail.Length}\r\n\r\n");
        return [.. header, .. head, .. file, .. tail];
    }

    // A comment segment (ISO/IEC 10918-1, B.2.4.5) after the start of the image brings the file to its size.
    private static byte[] Enlarged(byte[] jpeg)
    {
        var file = new List<byte>(jpeg[..2]);
        for (var missing = FileSize - jpeg.Length; missing > 4;)
        {
            var length = Math.Min(missing - 2, ushort.MaxValue);
            file.AddRange([0xFF, 0xFE, (byte)(length >> 8), (byte)length]);
            file.AddRange(Enumerable.Repeat((byte)'.', length - 2));
            missing -= length + 2;
        }

        file.AddRange(jpeg[2..]);
        return [.. file];
    }
}
