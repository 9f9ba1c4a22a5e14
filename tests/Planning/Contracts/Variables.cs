namespace Vignette.Planning.Tests.Contracts;

/// <param name="Reads">All environment variables that a program asks for.</param>
/// <param name="Needs">Those of them that it does not start without.</param>
internal sealed record Variables(IReadOnlyList<string> Reads, IReadOnlyList<string> Needs);
