using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Vignette.Pipeline.Captions.Chat;
using Vignette.Pipeline.Captions.Offline;

namespace Vignette.Pipeline.Captions;

/// <summary>Composition of the captioner.</summary>
public static class CaptionerServices
{
    /// <summary>Adds the options and the <see cref="ICaptioner"/> they ask for: a model, or the offline one.</summary>
    public static IServiceCollection AddCaptioner(this IServiceCollection services, CaptionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        return options.UsesModel
            ? services.AddSingleton<ICaptioner, ChatCaptioner>()
            : services.AddSingleton<ICaptioner, OfflineCaptioner>();
    }
}
