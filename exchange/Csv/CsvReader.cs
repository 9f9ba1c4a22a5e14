using System.Buffers;
using System.Globalization;
using System.Text;

namespace Vignette.Exchange.Csv;

/// <summary>
/// Reads rows as RFC 4180 has them, and as spreadsheets write them: line ends of any kind, a byte order mark, semicolons or
/// tabs instead of commas. A row has no more bytes than are taken, whatever it holds.
/// </summary>
internal sealed class CsvReader(Stream stream, int maxRowBytes)
{
    private const byte Quote = (byte)'"';

    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    private readonly byte[] _buffer = new byte[64 << 10];
    private readonly ArrayBufferWriter<byte> _field = new();
    private readonly List<string> _fields = [];
    private int _at;
    private int _length;
    private long _line;
    private byte _separator;

    /// <summary>The line that the present row begins in.</summary>
    public long Line { get; private set; }

    /// <summary>What is wrong with the present row; null where nothing is.</summary>
    public string? Problem { get; private set; }

    /// <summary>The cells of the next row; null after the last. Good until the next is read.</summary>
    public async ValueTask<IReadOnlyList<string>?> ReadAsync(CancellationToken cancellationToken)
    {
        _fields.Clear();
        _field.ResetWrittenCount();
        Problem = null;
        Line = ++_line;
        var rowBytes = 0;
        var (isQuoted, wasQuoted) = (false, false);
        while (true)
        {
            if (_at == _length && !await FillAsync(cancellationToken))
            {
                if (isQuoted)
                {
                    Problem ??= "The row ends within quotation marks.";
                }

                if (_fields.Count == 0 && _field.WrittenCount == 0 && !wasQuoted && rowBytes == 0)
                {
                    return null;
                }

                EndField();
                return _fields;
            }

            var next = _buffer[_at++];
            if (++rowBytes > maxRowBytes)
            {
                Problem ??= string.Create(CultureInfo.InvariantCulture, $"The row has more than the {maxRowBytes:N0} bytes that are taken.");
            }

            if (isQuoted)
            {
                _line += next == (byte)'\n' ? 1 : 0;
                if (next != Quote)
                {
                    Append(next);
                }
                else if (await PeekAsync(cancellationToken) == Quote)
                {
                    _at++;
                    Append(Quote);
                }
                else
                {
                    isQuoted = false;
                }
            }
            else if (next == Quote && _field.WrittenCount == 0 && !wasQuoted)
            {
                (isQuoted, wasQuoted) = (true, true);
            }
            else if (next is (byte)'\n' or (byte)'\r')
            {
                if (next == (byte)'\r' && await PeekAsync(cancellationToken) == (byte)'\n')
                {
                    _at++;
                }

                EndField();
                return _fields;
            }
            else if (IsSeparator(next))
            {
                EndField();
                wasQuoted = false;
            }
            else
            {
                if (wasQuoted || next == Quote)
                {
                    Problem ??= "A quotation mark stands where none may: a cell that has one is within quotation marks, and has it twice.";
                }

                Append(next);
            }
        }
    }

    // The first separator in the file, which is in its header, is that of all rows.
    private bool IsSeparator(byte next)
    {
        if (_separator == 0 && next is (byte)',' or (byte)';' or (byte)'\t' && _separator == 0)
        {
            _separator = next;
        }

        return next == _separator;
    }

    private void Append(byte next)
    {
        // What is wrong is read past.
        if (Problem is null)
        {
            _field.GetSpan(1)[0] = next;
            _field.Advance(1);
        }
    }

    private void EndField()
    {
        if (Problem is null)
        {
            try
            {
                _fields.Add(Utf8.GetString(_field.WrittenSpan));
            }
            catch (DecoderFallbackException)
            {
                Problem = "The text is not valid UTF-8.";
            }
        }

        _field.ResetWrittenCount();
    }

    private async ValueTask<int> PeekAsync(CancellationToken cancellationToken) =>
        _at < _length || await FillAsync(cancellationToken) ? _buffer[_at] : -1;

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        var isFirst = _length == 0;
        _at = 0;
        _length = await stream.ReadAtLeastAsync(_buffer, isFirst ? 3 : 1, throwOnEndOfStream: false, cancellationToken);
        if (isFirst && _buffer.AsSpan(0, _length).StartsWith("\uFEFF"u8))
        {
            _at = 3;
        }

        return _at < _length;
    }
}
