using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Vignette.Bench;

/// <summary>
/// One HTTP/1.1 connection that sends a request made beforehand and reads the response without parsing more than it
/// must: the load generator shares the machine with the server and should cost it little.
/// </summary>
public sealed class RawClient : IDisposable
{
    private static readonly byte[] HeaderEnd = "\r\n\r\n"u8.ToArray();
    private static readonly byte[] LastChunk = "0\r\n\r\n"u8.ToArray();

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[1 << 20];

    private RawClient()
    {
    }

    public static async Task<RawClient> ConnectAsync(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var client = new RawClient();
        await client._socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, address.Port));
        return client;
    }

    /// <summary>A GET request for <paramref name="path"/>.</summary>
    public static byte[] Get(Uri address, string path)
    {
        ArgumentNullException.ThrowIfNull(address);
        return Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {address.Authority}\r\n\r\n");
    }

    /// <summary>Sends the pieces of a request and returns the response's status.</summary>
    public async Task<int> SendAsync(params ReadOnlyMemory<byte>[] pieces)
    {
        ArgumentNullException.ThrowIfNull(pieces);
        foreach (var piece in pieces)
        {
            for (var rest = piece; rest.Length > 0;)
            {
                rest = rest[await _socket.SendAsync(rest)..];
            }
        }

        return await ReceiveAsync();
    }

    public void Dispose() => _socket.Dispose();

    private async Task<int> ReceiveAsync()
    {
        var length = 0;
        int headerEnd;
        while ((headerEnd = _buffer.AsSpan(0, length).IndexOf(HeaderEnd)) < 0)
        {
            length += await ReadAsync(length);
        }

        var header = Encoding.ASCII.GetString(_buffer, 0, headerEnd);
        var bodyStart = headerEnd + HeaderEnd.Length;
        const string LengthField = "\r\nContent-Length: ";
        var at = header.IndexOf(LengthField, StringComparison.OrdinalIgnoreCase);
        if (at >= 0)
        {
            var value = header.AsSpan(at + LengthField.Length);
            var end = value.IndexOf('\r');
            var total = bodyStart + int.Parse(end < 0 ? value : value[..end], CultureInfo.InvariantCulture);
            while (length < total)
            {
                length += await ReadAsync(length);
            }
        }
        else
        {
            while (!_buffer.AsSpan(bodyStart, length - bodyStart).EndsWith(LastChunk))
            {
                length += await ReadAsync(length);
            }
        }

        return int.Parse(header.AsSpan("HTTP/1.1 ".Length, 3), CultureInfo.InvariantCulture);
    }

    private async Task<int> ReadAsync(int offset)
    {
        var read = await _socket.ReceiveAsync(_buffer.AsMemory(offset));
        return read > 0 ? read : throw new IOException("The server closed the connection.");
    }
}
