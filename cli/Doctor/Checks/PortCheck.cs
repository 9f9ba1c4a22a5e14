using System.Net;
using System.Net.Sockets;

namespace Vignette.Cli.Doctor.Checks;

/// <summary>Nobody listens where the platform is to listen.</summary>
public sealed class PortCheck(int port) : ICheck
{
    public string Name => "Port";

    public Task<Finding> LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return Task.FromResult(this.Ok($"{port} is free."));
        }
        catch (SocketException fault)
        {
            return Task.FromResult(this.Problem($"{port} cannot be listened on: {fault.Message}.", "Stop who does, or choose another with --port."));
        }
    }
}
