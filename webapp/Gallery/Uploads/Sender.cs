using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Vignette.Gallery.Access;
using Vignette.Gallery.Errors;
using Vignette.Schema;

namespace Vignette.Gallery.Uploads;

/// <summary>Who uploads, what the client calls the request, and who is to see what comes in.</summary>
/// <param name="Owner">The user's name.</param>
/// <param name="IdempotencyKey">Null where the client named none.</param>
/// <param name="Visibility">Null where the client said nothing.</param>
internal sealed record Sender(string Owner, string? IdempotencyKey, Visibility? Visibility)
{
    private const int MaxKeyLength = 200;

    public static bool TryRead(HttpContext context, Caller caller, [NotNullWhen(true)] out Sender? sender, [NotNullWhen(false)] out Refusal? refusal)
    {
        (sender, refusal) = (null, null);
        string? key = context.Request.Headers["Idempotency-Key"], visibility = context.Request.Query["visibility"];
        if (key?.Length > MaxKeyLength)
        {
            refusal = new Refusal(StatusCodes.Status400BadRequest, $"An Idempotency-Key has at most {MaxKeyLength} characters.");
        }
        else if (!string.IsNullOrEmpty(visibility) && Visibilities.Parse(visibility) is null)
        {
            refusal = new Refusal(StatusCodes.Status400BadRequest, "visibility is private or shared.");
        }
        else
        {
            sender = new Sender(caller.Name, string.IsNullOrEmpty(key) ? null : key, Visibilities.Parse(visibility));
        }

        return sender is not null;
    }
}
