using Vignette.Schema;
using Vignette.Schema.Catalog;
using Vignette.Schema.Database;

namespace Vignette.Bench;

/// <summary>Something that people look for in a catalog, and how long it may take at 100,000 images against 1,000.</summary>
/// <param name="Run">Returns how many were found.</param>
/// <param name="Goal">The ratio; null where the work itself grows with the catalog.</param>
/// <param name="IsPerImage">Whether the time is of each image that is found, since the smaller catalog has not as many.</param>
internal sealed record CatalogRead(string Name, Func<ImageReader, CancellationToken, Task<int>> Run, double? Goal = CatalogRead.Bounded, bool IsPerImage = false)
{
    public const double Bounded = 1.5;

    /// <summary>All that the gallery, the API and the editor ask of a catalog of so many images.</summary>
    public static async Task<IReadOnlyList<CatalogRead>> AllAsync(ICatalogDatabase database, int images)
    {
        var middle = images / 2;
        var (id, key) = await MiddleAsync(database, middle);
        var day = DateOnly.FromDateTime(CatalogFiller.FirstUpload.UtcDateTime);
        const string word = CatalogFiller.FrequentWord;
        return
        [
            List("newest first", new()),
            List("oldest first", new() { Sort = ImageSort.Oldest }),
            List("taken, newest first", new() { Sort = ImageSort.TakenNewest }),
            List("taken, oldest first", new() { Sort = ImageSort.TakenOldest }),
            List("by name", new() { Sort = ImageSort.Name }),
            List("deep: newest first", new() { After = new(middle) }),
            List("deep: oldest first", new() { Sort = ImageSort.Oldest, After = new(middle, ImageSort.Oldest) }),
            List("deep: taken, newest first", new() { Sort = ImageSort.TakenNewest, After = new(middle, ImageSort.TakenNewest, key.Taken) }),
            List("deep: taken, oldest first", new() { Sort = ImageSort.TakenOldest, After = new(middle, ImageSort.TakenOldest, key.Taken) }),
            List("deep: by name", new() { Sort = ImageSort.Name, After = new(middle, ImageSort.Name, key.Name) }),
            List("deep: frequent word", new() { Text = word, After = new(middle) }),
            List("deep: label", new() { Label = CatalogFiller.Label, After = new(middle) }),

            List("word in every caption", new() { Text = word }),
            List("word in one caption of five", new() { Text = "man" }),
            List("word in ten captions", new() { Text = CatalogFiller.RareWord }),
            List("word in no caption", new() { Text = "nowhere" }),
            List("word of the older half", new() { Text = CatalogFiller.OldWord }),
            List("beginning of one letter", new() { Text = "p" }),
            List("beginning of three letters", new() { Text = "pic" }),
            List("beginning of rare words", new() { Text = "zep" }),
            List("two words", new() { Text = "old man" }),
            List("three words", new() { Text = "picture old man" }),
            List("phrase", new() { Text = "\"old man\"" }),
            List("phrase of frequent words", new() { Text = "\"picture of a\"" }),
            List("name of one file", new() { Text = "\"000777.jpg\"" }),
            List("frequent word, by name", new() { Text = word, Sort = ImageSort.Name }),
            List("word in one of five, taken, newest", new() { Text = "man", Sort = ImageSort.TakenNewest }),
            List("rare word, taken, newest first", new() { Text = CatalogFiller.RareWord, Sort = ImageSort.TakenNewest }),

            List("tag", new() { Tag = CatalogFiller.Tag }),
            List("label", new() { Label = CatalogFiller.Label }),
            List("review", new() { Review = ReviewState.Approved }),
            List("status, frequent", new() { Status = TaskState.Completed }),
            List("status, rare", new() { Status = TaskState.Failed }),
            List("owner", new() { Owner = CatalogFiller.Owner }),
            List("uploaded on a day", new() { UploadedFrom = day, UploadedTo = day }),
            List("taken on a day", new() { TakenFrom = day, TakenTo = day }),
            List("label and review", new() { Label = CatalogFiller.Label, Review = ReviewState.Approved }),
            List("label and tag", new() { Label = CatalogFiller.Label, Tag = "man" }),
            List("label, tag and review, taken, newest", new() { Label = CatalogFiller.Label, Tag = "man", Review = ReviewState.Approved, Sort = ImageSort.TakenNewest }),
            List("word and tag", new() { Text = "old", Tag = "man" }),
            List("word and a day of the camera's", new() { Text = word, TakenFrom = day, TakenTo = day }),
            List("tag, by name", new() { Tag = "man", Sort = ImageSort.Name }),

            Facets("facets of all", new()),
            Facets("facets of a frequent word", new() { Text = word }),
            Facets("facets of a word in one of five", new() { Text = "man" }),
            Facets("facets of a label", new() { Label = CatalogFiller.Label }),
            new("ids of the first thousand", async (reader, token) => (await reader.ListIdsAsync(new(), token)).Ids.Count),
            new("count, up to a thousand", (reader, token) => reader.CountAsync(new(), 1000, token), IsPerImage: true),
            new("count of a label, up to a thousand", (reader, token) => reader.CountAsync(new() { Label = CatalogFiller.Label }, 1000, token), IsPerImage: true),
            new("next and previous picture", async (reader, token) => await reader.NeighboursAsync(new(), id, token) is null ? 0 : 1),
            new("next and previous of a label", async (reader, token) => await reader.NeighboursAsync(new() { Label = CatalogFiller.Label }, id, token) is null ? 0 : 1),
            new("a picture with its boxes", async (reader, token) => (await reader.DetailsAsync(id, token))!.Boxes.Count),
            new("labels that begin with a letter", async (reader, token) => (await reader.LabelsAsync("b", 20, token)).Count),
            new("labels in use", async (reader, token) => (await reader.LabelsAsync(null, 20, token)).Count),
            new("count of all", (reader, token) => reader.CountAsync(new(), int.MaxValue, token), Goal: null),
            new("count of a label", (reader, token) => reader.CountAsync(new() { Label = CatalogFiller.Label }, int.MaxValue, token), Goal: null),
        ];
    }

    private static CatalogRead List(string name, ImageQuery query) => new(name, async (reader, token) => (await reader.ListAsync(query, token)).Images.Count);

    private static CatalogRead Facets(string name, ImageQuery query) => new(name, async (reader, token) => (await reader.FacetsAsync(query, token)).Images, IsPerImage: true);

    // What the image in the middle of the uploads is ordered by.
    private static Task<(ImageId Id, (string? Taken, string? Name) Key)> MiddleAsync(ICatalogDatabase database, int sequence) => database.ReadAsync(
        async (connection, token) =>
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT id, taken_at, name_key FROM images WHERE seq = {sequence}";
            await using var row = await command.ExecuteReaderAsync(token);
            await row.ReadAsync(token);
            return (ImageId.Parse(row.GetString(0)), (row.IsDBNull(1) ? null : row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2)));
        },
        CancellationToken.None);
}
