using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Vignette.Gallery.Pages;

/// <summary>The result of an endpoint that answers with a Razor view of this folder.</summary>
internal sealed class View<TModel>(string name, TModel model, int status = StatusCodes.Status200OK) : IResult
{
    private static readonly ActionDescriptor NoAction = new();

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        var view = new ViewResult
        {
            ViewName = $"/Pages/{name}.cshtml",
            StatusCode = status,
            ViewData = new ViewDataDictionary<TModel>(services.GetRequiredService<IModelMetadataProvider>(), new ModelStateDictionary()) { Model = model },
        };
        var headers = httpContext.Response.Headers;
        if (headers.CacheControl.Count == 0)
        {
            headers.CacheControl = "private, no-cache";
        }

        return services.GetRequiredService<IActionResultExecutor<ViewResult>>()
            .ExecuteAsync(new ActionContext(httpContext, httpContext.GetRouteData(), NoAction), view);
    }
}
