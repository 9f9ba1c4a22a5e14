using Microsoft.AspNetCore.Authorization;

namespace Vignette.Gallery.Access;

/// <summary>That who asks has a right.</summary>
internal sealed record AccessRequirement(AccessRule Rule) : IAuthorizationRequirement;
