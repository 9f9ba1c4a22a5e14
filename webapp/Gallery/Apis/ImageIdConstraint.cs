using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vignette.Schema;

namespace Vignette.Gallery.Apis;

/// <summary><c>{id:imageId}</c> in a route: an address with anything but an image id there does not exist.</summary>
internal sealed class ImageIdConstraint : IRouteConstraint
{
    public const string Name = "imageId";

    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        ImageId.TryParse(values[routeKey] as string, out _);
}
