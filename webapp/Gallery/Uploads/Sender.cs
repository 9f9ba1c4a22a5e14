using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Vignette.Gallery.Errors;
using Vignette.Gallery.Security;

namespace Vignette.Gallery.Uploads;

/// <summary>Who uploads, and what the client calls the request.</summary>
/// <param name="Owner">The user's name.</param>
/// <param name="IdempotencyKey">Null where the client named none.</param>
internal sealed record Sender(string Owner, string? IdempotencyKey)
{
    private const int MaxKeyLength = 200;

    public static bool TryRead(HttpContext context, [NotNullWhen(true)] out Sender? sender, [NotNullWhen(false)] out Refusal? refusal)
    {
        sender = null;
        string? key = context.Request.Headers["Idempotency-Key"];
        if (!SignedIn.TryRead(context, out var owner, out refusal))
        {
            return false;
        }

        if (key?.Length > MaxKeyLength)
        {
            refusal = new Refusal(StatusCodes.Status400BadRequest, $"An Idempotency-Key has at most {MaxKeyLength} characters.");
        }
        else
        {
            sender = new Sender(owner, string.IsNullOrEmpty(key) ? null : key);
        }

        return sender is not null;
    }
}
