using Microsoft.AspNetCore.Http.Metadata;

namespace Vignette.Gallery.Security;

/// <summary>How large the body of a request to an endpoint may be, in bytes; null for any size.</summary>
internal sealed record RequestSizeLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
