namespace Vignette.Exchange.JsonLines;

/// <summary>Reads lines as bytes, of which none may be longer than is taken.</summary>
public sealed class LineReader(Stream stream, int maxLineBytes)
{
    private byte[] _buffer = new byte[64 << 10];
    private int _start;
    private int _end;
    private bool _isFinal;

    /// <summary>Lines read so far, the present one included.</summary>
    public long Line { get; private set; }

    /// <summary>The next line without its end; null after the last. Good until the next is read.</summary>
    /// <returns>A line that is too long comes back empty.</returns>
    public async ValueTask<(ReadOnlyMemory<byte>? Line, bool IsTooLong)> ReadAsync(CancellationToken cancellationToken)
    {
        var isTooLong = false;
        for (var searched = 0; ;)
        {
            var end = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (end >= 0 || (_isFinal && _end > _start))
            {
                var length = end >= 0 ? searched + end : _end - _start;
                var line = _buffer.AsMemory(_start, length);
                _start = Math.Min(_end, _start + length + 1);
                Line++;
                isTooLong |= length > maxLineBytes;
                return (isTooLong ? ReadOnlyMemory<byte>.Empty : Trim(line), isTooLong);
            }

            if (_isFinal)
            {
                return (isTooLong ? ReadOnlyMemory<byte>.Empty : (ReadOnlyMemory<byte>?)null, isTooLong);
            }

            searched = _end - _start;
            if (searched > maxLineBytes)
            {
                (isTooLong, searched, _start) = (true, 0, _end);
            }

            await FillAsync(cancellationToken);
        }
    }

    private ReadOnlyMemory<byte> Trim(ReadOnlyMemory<byte> line)
    {
        if (Line == 1 && line.Span.StartsWith("\uFEFF"u8))
        {
            line = line[3..];
        }

        return line.Span is [.., (byte)'\r'] ? line[..^1] : line;
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_end, _start) = (_end - _start, 0);
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
        _end += read;
        _isFinal = read == 0;
    }
}
