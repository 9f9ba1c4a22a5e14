namespace Vignette.Tests.Lambda;

/// <summary>A message of a queue.</summary>
/// <param name="ReceiveCount">How often it has been received, this time included.</param>
public sealed record SqsMessage(string Id, string Body, int ReceiveCount);
