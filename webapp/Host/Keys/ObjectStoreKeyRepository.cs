using System.Xml;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Vignette.Pipeline.Objects;

namespace Vignette.Web.Keys;

/// <summary>
/// Keeps the keys of forms and cookies in a bucket, so that a form that one host made is good at every other. Amazon's
/// package keeps them in Parameter Store, for which it needs a further SDK and a further right; the bucket is there.
/// </summary>
/// <remarks>The bucket encrypts them, and only the web tier's role may read below <see cref="Prefix"/>.</remarks>
internal sealed class ObjectStoreKeyRepository(IObjectStore store, ILogger<ObjectStoreKeyRepository> logger) : IXmlRepository
{
    /// <summary>What the keys' own keys begin with.</summary>
    public const string Prefix = ObjectKeys.FormKeysPrefix;

    private static readonly PutOptions Xml = new("application/xml");

    // The interface is synchronous, and its callers have no context that could block.
    public IReadOnlyCollection<XElement> GetAllElements() => ReadAsync().GetAwaiter().GetResult();

    public void StoreElement(XElement element, string friendlyName)
    {
        using var content = new MemoryStream();
        element.Save(content);
        content.Position = 0;
        store.PutAsync($"{Prefix}{Uri.EscapeDataString(friendlyName)}.xml", content, Xml, CancellationToken.None).GetAwaiter().GetResult();
    }

    private async Task<IReadOnlyCollection<XElement>> ReadAsync()
    {
        var elements = new List<XElement>();
        await foreach (var entry in store.ListAsync(Prefix, CancellationToken.None))
        {
            await using var stored = await store.GetAsync(entry.Key, CancellationToken.None);
            if (stored is null)
            {
                continue;
            }

            try
            {
                elements.Add(await XElement.LoadAsync(stored.Content, LoadOptions.None, CancellationToken.None));
            }
            catch (XmlException fault)
            {
                // The others must work all the same; forms made with this one are out of date.
                logger.KeyDamaged(fault, entry.Key);
            }
        }

        return elements;
    }
}
