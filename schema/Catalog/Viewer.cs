using Vignette.Schema.Database;

namespace Vignette.Schema.Catalog;

/// <summary>Who looks into the catalog, and so what it shows: shared images and one's own, or every image.</summary>
public sealed record Viewer
{
    /// <summary>The platform itself, and those who may see every image.</summary>
    public static readonly Viewer OfEverything = new();

    private readonly string? _name;

    private Viewer()
    {
    }

    /// <param name="name">The account's name, as images have it for their owner.</param>
    public Viewer(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        _name = name;
    }

    /// <summary>Whether an image is shown.</summary>
    public bool Sees(string owner, Visibility visibility) => visibility == Visibility.Shared || IsOwner(owner);

    /// <summary>Whether an image is shown where only its owner finds it: in the trash.</summary>
    public bool IsOwner(string owner) => _name is null || string.Equals(owner, _name, StringComparison.Ordinal);

    /// <summary>True of the images <c>i</c> that are found, and shown.</summary>
    internal string Shown => _name is null ? "i.visible = 1" : $"i.visible = 1 AND {SharedOrOwn}";

    /// <summary>True of all images <c>i</c>, in the trash or not, that are shown.</summary>
    internal string SharedOrOwn => _name is null ? "1 = 1" : $"(i.visibility = {(int)Visibility.Shared} OR i.owner = @viewer)";

    /// <summary>True of one's own images <c>i</c>; of all, where all count as such.</summary>
    internal string Own => _name is null ? "1 = 1" : "i.owner = @viewer";

    /// <summary>The values of these conditions.</summary>
    internal SqlValue[] Values => _name is null ? [] : [("@viewer", _name)];

    /// <summary>For a list: looked at image by image, and gathered from both indexes where the list has few of them. Null where all are shown.</summary>
    internal ListCondition? ListCondition(SqlDialect dialect)
    {
        if (_name is null)
        {
            return null;
        }

        var shown =
            $"""
            (SELECT s.seq FROM images s{dialect.UseIndex("images_shared")} WHERE s.visible = 1 AND s.visibility = {(int)Visibility.Shared}
            UNION SELECT s.seq FROM images s{dialect.UseIndex("images_owner")} WHERE s.visible = 1 AND s.owner = @viewer) g {dialect.JoinInOrder} images i ON i.seq = g.seq
            """;
        return new ListCondition(SharedOrOwn, Values, Mark: null, new ListSource(shown, "g.seq", "i.visible = 1", Values));
    }
}
