namespace Vignette.Gallery.Apis.Contracts;

/// <summary>Whether failed tasks of an image were started again; false where none has failed.</summary>
public sealed record RetryReply(bool Started);
