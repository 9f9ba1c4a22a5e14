using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Gallery.Access;

/// <summary>Decides whether who asks has the right that the endpoint names, of the image too that the address names.</summary>
internal sealed class AccessHandler(ImageAccess images) : AuthorizationHandler<AccessRequirement>
{
    /// <summary>The name that addresses have an image's id by.</summary>
    public const string ImageParameter = "id";

    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, AccessRequirement requirement)
    {
        var rule = requirement.Rule;
        if (rule.Least is null)
        {
            context.Succeed(requirement);
            return;
        }

        if (Caller.Of(context.User) is not { } caller)
        {
            return;
        }

        if (!caller.Has(rule))
        {
            context.Fail(new AccessRefusal(this, caller.Token is null
                ? $"This is for {(rule.Least == Schema.Accounts.Role.Admin ? "administrators" : "those who may change things")}: ask an administrator for that role."
                : "This token is not for that: make one with more scopes on the settings page."));
        }
        else if (rule.Picture != PictureRule.Shown && context.Resource is HttpContext http && ImageId.TryParse(http.GetRouteValue(ImageParameter) as string, out var id))
        {
            await DecideAsync(context, requirement, caller, id, http.RequestAborted);
        }
        else
        {
            context.Succeed(requirement);
        }
    }

    private async Task DecideAsync(AuthorizationHandlerContext context, AccessRequirement requirement, Caller caller, ImageId id, CancellationToken cancellationToken)
    {
        // What is not there at all, the endpoint says in words of its own; what is hidden, it must not tell from that.
        var holding = await images.FindAsync(id, cancellationToken);
        switch (holding is null ? PictureVerdict.Allowed : requirement.Rule.Picture.Judge(caller, holding))
        {
            case PictureVerdict.Hidden:
                context.Fail(new AccessRefusal(this, "There is no such image.") { IsHidden = true });
                break;
            case PictureVerdict.NotOwn:
                context.Fail(new AccessRefusal(this, PictureRules.NotOwn));
                break;
            default:
                context.Succeed(requirement);
                break;
        }
    }
}
