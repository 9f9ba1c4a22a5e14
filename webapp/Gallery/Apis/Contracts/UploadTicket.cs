namespace Vignette.Gallery.Apis.Contracts;

/// <summary>Where to put an announced file: by PUT, with these headers and just the bytes that were announced.</summary>
/// <param name="Id">The image's id, once the file is there.</param>
/// <param name="Url">The address, good for this file alone.</param>
/// <param name="Headers">What the request must carry, besides the Content-Length that every client sends.</param>
/// <param name="Expires">When the address ends; announcing the file again under the same Idempotency-Key gives another.</param>
public sealed record UploadTicket(string Id, string Filename, string Url, IReadOnlyDictionary<string, string> Headers, DateTimeOffset Expires);
