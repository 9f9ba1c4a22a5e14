using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vignette.Gallery.Access;
using Vignette.Gallery.Apis.Contracts;
using Vignette.Gallery.Errors;
using Vignette.Schema.Catalog;

namespace Vignette.Gallery.Apis;

/// <summary><c>/api/images/known</c>: which contents need not be sent, since they are there.</summary>
internal static class KnownApi
{
    public static void MapKnownApi(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/images/known", FindAsync)
            .Allows(Right.Upload)
            .WithName("FindKnownImages")
            .WithSummary("Says which contents are there already")
            .WithDescription(
                $"`digests` are 1 to {ImageDigests.MaxDigests} SHA-256 digests of whole files, in lower-case hexadecimal digits. Those whose original is stored are in the reply, "
                + "each once, also where the image is in the trash. A file that was put straight into the store is known once its thumbnail task has read it. Changes nothing.")
            .WithTags("Images")
            .Produces<KnownReply>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge);

    private static async Task<IResult> FindAsync(KnownRequest request, Caller caller, ImageDigests images, CancellationToken cancellationToken)
    {
        var digests = request.Digests?.OfType<string>().ToList() ?? [];
        return request.Digests is not { Count: > 0 and <= ImageDigests.MaxDigests } || digests.Count < request.Digests.Count || !digests.All(ImageDigests.IsDigest)
            ? new Refusal(StatusCodes.Status400BadRequest, $"digests are 1 to {ImageDigests.MaxDigests} SHA-256 digests: 64 lower-case hexadecimal digits each.")
            : Results.Ok(new KnownReply([.. (await images.FindAsync(caller.Viewer, digests, cancellationToken)).Select(KnownContent.Of)]));
    }
}
