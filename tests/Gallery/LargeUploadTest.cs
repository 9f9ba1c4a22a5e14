using System.Net;
using Vignette.Tests;

namespace Vignette.Gallery.Tests;

/// <summary>Memory does not grow with what is uploaded.</summary>
public sealed class LargeUploadTest
{
    private const int FileBytes = 30 << 20;
    private const int Files = 8;

    [Fact]
    public async Task Memory_does_not_grow_with_the_files()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        await using var program = await VignetteProcess.StartAsync(folder.Path, ["--workers", "0"], cancellationToken: cancellationToken);
        await UploadAsync(program.Http, 1, 1 << 20, cancellationToken);
        var before = program.PeakMemory();

        await UploadAsync(program.Http, Files, FileBytes, cancellationToken);

        // Far less than a single one of the files more would be.
        (program.PeakMemory() - before).ShouldBeLessThan(FileBytes - (6 << 20));
    }

    private static async Task UploadAsync(HttpClient http, int files, int size, CancellationToken cancellationToken)
    {
        var content = new byte[size];
        ((byte[])[0xFF, 0xD8, 0xFF, 0xE0]).CopyTo(content, 0);
        using var form = new MultipartFormDataContent();
        for (var file = 0; file < files; file++)
        {
            form.Add(new ByteArrayContent(content), "file", "large.jpg");
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, "/upload") { Content = form };
        request.Headers.Add("Accept", "application/json");
        using var response = await http.SendAsync(request, cancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.Created);
    }
}
