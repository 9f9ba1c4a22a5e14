using System.Buffers;
using System.Text.Json;
using Vignette.Exchange.Json;

namespace Vignette.Exchange.JsonLines;

/// <summary>One JSON object a picture and line.</summary>
/// <param name="withBoxes">Without them it says what formats that hold boxes alone have no place for.</param>
internal sealed class JsonLinesDocument(bool withBoxes = true) : IDocument
{
    private const int FlushBytes = 32 << 10;

    public string Extension => "jsonl";

    public string MediaType => "application/jsonl";

    public async Task WriteAsync(IAsyncEnumerable<DatasetImage> images, Stream output, CancellationToken cancellationToken)
    {
        var lines = new ArrayBufferWriter<byte>(2 * FlushBytes);
        await foreach (var image in images.WithCancellation(cancellationToken))
        {
            lines.Write(JsonSerializer.SerializeToUtf8Bytes(JsonLine.Of(image, withBoxes), ExchangeJson.Written.JsonLine));
            lines.Write("\n"u8);
            if (lines.WrittenCount >= FlushBytes)
            {
                await output.WriteAsync(lines.WrittenMemory, cancellationToken);
                lines.ResetWrittenCount();
            }
        }

        await output.WriteAsync(lines.WrittenMemory, cancellationToken);
    }
}
