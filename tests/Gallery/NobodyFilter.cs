using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Features.Authentication;

namespace Vignette.Gallery.Tests;

/// <summary>Makes the host one that knows no user, always or as long as the test says so.</summary>
internal sealed class NobodyFilter(Func<bool>? isNobody = null) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => application =>
    {
        application.Use((context, following) =>
        {
            if (isNobody?.Invoke() ?? true)
            {
                context.Features.Set<IHttpAuthenticationFeature>(new Nobody());
            }

            return following(context);
        });
        next(application);
    };

    private sealed class Nobody : IHttpAuthenticationFeature
    {
        public ClaimsPrincipal? User
        {
            get => new(new ClaimsIdentity());
            set
            {
                // Whoever the host signs in, nobody is.
            }
        }
    }
}
