using Vignette.Gallery.Errors;

namespace Vignette.Gallery.Access.LoadBalancing;

/// <summary>Why a request has no user, and what to answer where it needs one.</summary>
internal sealed class SignInFailure(string reason, Refusal refusal) : Exception(reason)
{
    public Refusal Refusal => refusal;
}
