using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;

namespace Vignette.Gallery.Access;

/// <summary>How an endpoint names its row of <see cref="AccessRules"/>.</summary>
internal static class AccessEndpoints
{
    /// <summary>Says what the endpoints let people do. One that says nothing lets nobody do anything.</summary>
    public static TBuilder Allows<TBuilder>(this TBuilder endpoints, Right right)
        where TBuilder : IEndpointConventionBuilder
    {
        var rule = AccessRules.Of(right);
        endpoints.WithMetadata(rule);
        return endpoints.RequireAuthorization(new AuthorizationPolicy([new AccessRequirement(rule)], []));
    }
}
