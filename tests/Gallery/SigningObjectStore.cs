using Microsoft.Extensions.DependencyInjection;
using Vignette.Pipeline.Objects;

namespace Vignette.Gallery.Tests;

/// <summary>A store whose objects have addresses, as S3's have.</summary>
internal sealed class SigningObjectStore(IObjectStore store) : IObjectStore
{
    public const string Origin = "https://pictures.example";

    /// <summary>Gives both of the platform's stores addresses.</summary>
    public static void Use(IServiceCollection services)
    {
        services.AddSingleton(new GalleryOptions { MediaOrigins = [Origin], UploadOrigin = Origin });
        var stores = services.Last(service => service.ServiceType == typeof(ImageStores));
        services.AddSingleton(provider =>
        {
            var real = (ImageStores)stores.ImplementationFactory!(provider);
            return new ImageStores(new SigningObjectStore(real.Originals), new SigningObjectStore(real.Renditions), real.Dataset);
        });
    }

    public string Bucket => store.Bucket;

    public Task<ObjectInfo?> PutAsync(string key, Stream content, PutOptions options, CancellationToken cancellationToken) =>
        store.PutAsync(key, content, options, cancellationToken);

    public Task<StoredObject?> GetAsync(string key, CancellationToken cancellationToken) => store.GetAsync(key, cancellationToken);

    public Task<ObjectInfo?> HeadAsync(string key, CancellationToken cancellationToken) => store.HeadAsync(key, cancellationToken);

    public Task DeleteAsync(string key, CancellationToken cancellationToken) => store.DeleteAsync(key, cancellationToken);

    public IAsyncEnumerable<ObjectInfo> ListAsync(string prefix, CancellationToken cancellationToken) => store.ListAsync(prefix, cancellationToken);

    public Task<bool> TouchAsync(string key, CancellationToken cancellationToken) => store.TouchAsync(key, cancellationToken);

    public Uri? SignedGetUrl(string key, TimeSpan lifetime, string? downloadName) =>
        new($"{Origin}/{key}{(downloadName is null ? "" : $"?name={Uri.EscapeDataString(downloadName)}")}");

    public Uri? SignedPutUrl(string key, TimeSpan lifetime, string contentType, long size) =>
        new($"{Origin}/{key}?type={Uri.EscapeDataString(contentType)}&size={size}&seconds={(int)lifetime.TotalSeconds}");
}
