using Vignette.Schema;

namespace Vignette.Browser.Tests;

/// <summary>A platform with pictures in every state, and one without any, for tests that only look. Started once.</summary>
public sealed class ShownPictures : IAsyncLifetime
{
    public const string Cat =
        """
        {
          "caption": "A ginger cat with green eyes looks straight at the camera.",
          "tags": ["cat", "ginger", "whiskers", "portrait"],
          "objects": [
            { "label": "cat", "confidence": 0.98, "box_2d": [0, 120, 1000, 960] },
            { "label": "eye", "confidence": 0.91, "box_2d": [260, 330, 420, 480] },
            { "label": "eye", "confidence": 0.9, "box_2d": [270, 590, 430, 740] }
          ]
        }
        """;

    private TestPlatform? _full;
    private TestPlatform? _empty;
    private ImageId _picture;
    private ImageId _failed;

    public async ValueTask InitializeAsync()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        _empty = await TestPlatform.StartAsync(cancellationToken);
        _full = await TestPlatform.StartAsync(cancellationToken);
        await _full.FinishAsync("good/astronaut.png", cancellationToken, annotation: TestPlatform.Annotation("An astronaut in an orange suit smiles before a flag.", "astronaut", "portrait"));
        await _full.FinishAsync("good/rocket-exif6.jpg", cancellationToken);
        await _full.FinishAsync("good/hubble_deep_field.jpg", cancellationToken, annotation: TestPlatform.Annotation("Thousands of galaxies on a black sky.", "galaxy", "space"));
        await _full.FinishAsync("good/coffee.png", cancellationToken, annotation: TestPlatform.Annotation("A cup of coffee on a wooden table, a spoon beside it.", "coffee", "cup"));
        foreach (var photo in (string[])["good/rocket.jpg", "good/coffee-cmyk.jpg"])
        {
            await _full.DeleteElsewhereAsync(await _full.FinishAsync(photo, cancellationToken), cancellationToken);
        }

        _failed = await _full.FinishAsync("bad/truncated.jpg", cancellationToken);
        _picture = await _full.FinishAsync("good/chelsea.png", cancellationToken, annotation: Cat);
    }

    public Uri Address(ShownPage page) => new(page is ShownPage.EmptyGallery or ShownPage.EmptyTrash ? _empty!.Address : _full!.Address, page switch
    {
        ShownPage.Upload => "/",
        ShownPage.Gallery or ShownPage.EmptyGallery => "/gallery",
        ShownPage.FilteredGallery => "/gallery?q=a&tag=portrait&status=completed&uploaded_from=2020-01-01&sort=name",
        ShownPage.NothingFound => "/gallery?q=nothing-like-this&tag=portrait",
        ShownPage.Picture => $"/images/{_picture}",
        ShownPage.FailedPicture => $"/images/{_failed}",
        ShownPage.Trash or ShownPage.EmptyTrash => "/trash",
        ShownPage.Exchange => "/exchange?tag=space",
        ShownPage.Error => "/nowhere",
        _ => throw new ArgumentOutOfRangeException(nameof(page), page, null),
    });

    public async ValueTask DisposeAsync()
    {
        if (_full is not null)
        {
            await _full.DisposeAsync();
        }

        if (_empty is not null)
        {
            await _empty.DisposeAsync();
        }
    }
}
