using System.Globalization;
using System.Text.Json;

namespace Vignette.Exchange.Json;

/// <summary>
/// Reads the elements of arrays that are members of a document's root object, one after another, in a buffer as large as the
/// largest of them.
/// </summary>
internal sealed class JsonItems(Stream document, int maxItemBytes, IReadOnlyCollection<string> arrays, JsonItems.ItemHandler handle)
{
    private const int FirstBufferSize = 64 << 10;
    private const int RootMembers = 1;

    private byte[] _buffer = new byte[FirstBufferSize];
    private JsonReaderState _state;
    private string? _member;
    private bool _isInArray;
    private int _index;
    private bool _hasBegun;

    /// <param name="array">The array's name.</param>
    /// <param name="index">The element's, from 0.</param>
    /// <param name="json">The element.</param>
    public delegate void ItemHandler(string array, int index, ReadOnlySpan<byte> json);

    /// <exception cref="DatasetException">It is no JSON, no object, or an element is larger than is taken.</exception>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        var length = 0;
        try
        {
            for (var isFinal = false; !isFinal;)
            {
                var read = await document.ReadAtLeastAsync(_buffer.AsMemory(length), _buffer.Length - length, throwOnEndOfStream: false, cancellationToken);
                isFinal = length + read < _buffer.Length;
                length += read;
                var consumed = Process(_buffer.AsSpan(0, length), isFinal);
                _buffer.AsSpan(consumed, length - consumed).CopyTo(_buffer);
                length -= consumed;
                if (consumed == 0 && !isFinal)
                {
                    Grow();
                }
            }
        }
        catch (JsonException fault)
        {
            throw new DatasetException(string.Create(CultureInfo.InvariantCulture, $"This is not whole JSON, from line {fault.LineNumber + 1:N0} on. Numbers are finite and objects at most 64 deep."), fault);
        }

        if (!_hasBegun)
        {
            throw NoObject();
        }
    }

    private static DatasetException NoObject() => new("This is not such a document: it does not begin with {.");

    private int Process(ReadOnlySpan<byte> bytes, bool isFinal)
    {
        var mark = !_hasBegun && bytes.StartsWith("\uFEFF"u8) ? 3 : 0;
        var reader = new Utf8JsonReader(bytes[mark..], isFinal, _state);
        while (true)
        {
            var before = reader;
            if (!reader.Read())
            {
                break;
            }

            if (_isInArray)
            {
                if (reader.TokenType == JsonTokenType.EndArray && reader.CurrentDepth == RootMembers)
                {
                    _isInArray = false;
                    continue;
                }

                var start = (int)reader.TokenStartIndex;
                if (!reader.TrySkip())
                {
                    reader = before;
                    break;
                }

                handle(_member!, _index++, bytes[(mark + start)..(mark + (int)reader.BytesConsumed)]);
                continue;
            }

            Follow(ref reader);
        }

        _state = reader.CurrentState;
        return mark + (int)reader.BytesConsumed;
    }

    private void Follow(ref Utf8JsonReader reader)
    {
        if (!_hasBegun)
        {
            _hasBegun = reader.TokenType == JsonTokenType.StartObject ? true : throw NoObject();
        }
        else if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == RootMembers)
        {
            _member = null;
            foreach (var array in arrays)
            {
                if (reader.ValueTextEquals(array))
                {
                    _member = array;
                }
            }
        }
        else if (_member is not null && reader.TokenType == JsonTokenType.StartArray && reader.CurrentDepth == RootMembers)
        {
            (_isInArray, _index) = (true, 0);
        }
    }

    private void Grow()
    {
        if (_buffer.Length >= maxItemBytes)
        {
            throw new DatasetException(string.Create(CultureInfo.InvariantCulture, $"A part of the document has more than the {maxItemBytes:N0} bytes that are taken."));
        }

        Array.Resize(ref _buffer, Math.Min(_buffer.Length * 2, Math.Max(maxItemBytes, FirstBufferSize)));
    }
}
