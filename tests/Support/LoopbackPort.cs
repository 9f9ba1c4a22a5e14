using System.Net;
using System.Net.Sockets;

namespace Vignette.Tests;

/// <summary>Ports for programs that must be told theirs.</summary>
public static class LoopbackPort
{
    /// <summary>A port of the loopback address that nobody listens on now.</summary>
    public static int Free() => Free(1)[0];

    /// <summary>So many different ones.</summary>
    public static int[] Free(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        try
        {
            return [.. listeners.Select(listener =>
            {
                listener.Start();
                return ((IPEndPoint)listener.LocalEndpoint).Port;
            })];
        }
        finally
        {
            Array.ForEach(listeners, listener => listener.Dispose());
        }
    }
}
