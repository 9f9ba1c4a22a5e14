namespace Vignette.Planning.Policies;

/// <summary>Ports, from the first to the last.</summary>
internal readonly record struct PortRange(int First, int Last)
{
    public static PortRange All { get; } = new(0, 65535);

    public bool Has(int port) => First <= port && port <= Last;

    public bool IsOnly(int port) => First == port && Last == port;

    public bool Covers(PortRange other) => First <= other.First && other.Last <= Last;

    public override string ToString() => this == All ? "all ports" : First == Last ? $"port {First}" : $"ports {First} to {Last}";
}
