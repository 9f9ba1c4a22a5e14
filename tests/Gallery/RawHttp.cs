using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Vignette.Gallery.Tests;

/// <summary>Sends what no proper client would.</summary>
internal static class RawHttp
{
    /// <summary>Sends the bytes, says that no more come, and returns all that is answered; empty when the connection was cut.</summary>
    public static async Task<string> SendAsync(Uri address, params byte[][] pieces)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, address.Port), cancellationToken);
        try
        {
            foreach (var piece in pieces)
            {
                await socket.SendAsync(piece, cancellationToken);
            }

            socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // The server has heard enough; what it said is still to be read.
        }

        return await ReadAsync(socket, cancellationToken);
    }

    private static async Task<string> ReadAsync(Socket socket, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            int read;
            while ((read = await socket.ReceiveAsync(buffer, cancellationToken)) > 0)
            {
                text.Append(Encoding.UTF8.GetString(buffer, 0, read));
            }
        }
        catch (SocketException)
        {
            // Reset: what came before counts.
        }

        return text.ToString();
    }
}
