using System.Globalization;
using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Conformance.Catalog;

/// <summary>Made-up images, queries for them, and a plain filter in memory that says what these must find.</summary>
public sealed class SearchSample(CatalogFixture catalog, Random random)
{
    private static readonly string[] Words = ["tea", "teapot", "boat", "bridge", "red", "green", "rain", "river"];
    private static readonly string[] Owners = ["ann", "ben", "Ann"];
    private static readonly DateTime FirstTaken = new(2019, 12, 30, 22, 0, 0);

    private readonly List<Fact> _facts = [];
    private DateOnly _firstUpload;

    /// <summary>How many queries were to find something.</summary>
    public int Found { get; private set; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async Task FillAsync(int images)
    {
        _firstUpload = DateOnly.FromDateTime(catalog.Clock.GetUtcNow().UtcDateTime);
        for (var i = 0; i < images; i++)
        {
            // Now and then a clock is corrected.
            catalog.Clock.SetUtcNow(catalog.Clock.GetUtcNow() + TimeSpan.FromHours(random.Next(-4, 12)));
            await AddAsync();
        }
    }

    public ImageQuery NextQuery()
    {
        var query = new ImageQuery
        {
            Text = OneOf(4, () => Word() + (random.Next(3) == 0 ? $" {Word()}" : "")) ?? OneOf(10, () => $"\"{Word()} {Word()}\""),
            Tag = OneOf(5, Word),
            Label = OneOf(5, Word),
            Status = random.Next(4) == 0 ? Of<TaskState>() : null,
            Review = random.Next(4) == 0 ? Of<ReviewState>() : null,
            Owner = OneOf(4, () => Pick(Owners)),
            TakenFrom = Day(DateOnly.FromDateTime(FirstTaken)),
            TakenTo = Day(DateOnly.FromDateTime(FirstTaken)),
            UploadedFrom = Day(_firstUpload),
            UploadedTo = Day(_firstUpload),
            Sort = Of<ImageSort>(),
            Limit = random.Next(1, 9),
        };
        Found += Find(query).Count > 0 ? 1 : 0;
        return query;

        DateOnly? Day(DateOnly first) => random.Next(6) == 0 ? first.AddDays(random.Next(15)) : null;
    }

    public IReadOnlyList<ImageId> Find(ImageQuery query)
    {
        var found = _facts.Where(fact =>
            (query.Text is null || Has(fact, query.Text))
            && (query.Tag is null || fact.Tags.Contains(query.Tag))
            && (query.Label is null || fact.Labels.Contains(query.Label))
            && (query.Status ?? fact.Status) == fact.Status
            && (query.Review ?? fact.Review) == fact.Review
            && (query.Owner ?? fact.Owner) == fact.Owner
            && (query.TakenFrom is null || fact.TakenAt >= query.TakenFrom.Value.ToDateTime(default))
            && (query.TakenTo is null || fact.TakenAt < query.TakenTo.Value.AddDays(1).ToDateTime(default))
            && (query.UploadedFrom is null || fact.UploadedAt >= query.UploadedFrom.Value.ToDateTime(default))
            && (query.UploadedTo is null || fact.UploadedAt < query.UploadedTo.Value.AddDays(1).ToDateTime(default))).ToList();
        var isByTime = query.UploadedFrom is not null || query.UploadedTo is not null;
        return
        [
            .. (query.Sort switch
            {
                ImageSort.Newest => found.OrderByDescending(fact => isByTime ? fact.UploadedAt : default).ThenByDescending(fact => fact.Number),
                ImageSort.Oldest => found.OrderBy(fact => isByTime ? fact.UploadedAt : default).ThenBy(fact => fact.Number),
                ImageSort.TakenNewest => found.OrderByDescending(fact => fact.TakenAt).ThenByDescending(fact => fact.Number),
                ImageSort.TakenOldest => found.OrderBy(fact => fact.TakenAt ?? DateTime.MaxValue).ThenBy(fact => fact.Number),
                _ => found.OrderBy(fact => fact.NameNumber).ThenBy(fact => fact.Number),
            }).Select(fact => fact.Id),
        ];
    }

    /// <summary>What is known of these images, for a message.</summary>
    public string Describe(IEnumerable<ImageId> ids) =>
        string.Join('\n', ids.Select(id => _facts.First(fact => fact.Id == id)).Select(fact => $"{fact} {string.Join('|', fact.Texts)}"));

    // Each word at the beginning of one of the image's words; a phrase within one of its texts, up to the ends of words.
    private static bool Has(Fact fact, string text) => text.StartsWith('"')
        ? fact.Texts.Any(each => $" {each} ".Contains($" {text.Trim('"')} ", StringComparison.Ordinal))
        : text.Split(' ').All(word => fact.Texts.Any(each => $" {each}".Contains($" {word}", StringComparison.Ordinal)));

    private async Task AddAsync()
    {
        var (number, owner, caption) = (random.Next(30), Pick(Owners), $"{Word()} {Word()} {Word()}");
        string[] tags = [.. Enumerable.Range(0, random.Next(3)).Select(_ => Word()).Distinct()], labels = [.. Enumerable.Range(0, random.Next(3)).Select(_ => Word())];
        var begun = await catalog.Uploads.BeginAsync(catalog.NewImage(string.Create(CultureInfo.InvariantCulture, $"{(random.Next(2) == 0 ? "IMG" : "img")} {number}.jpg"), owner), Token);
        (await catalog.Uploads.CompleteAsync(begun.Id, new StoredOriginal("v1", 1, Sha256: null), Token)).ShouldBeTrue();
        DateTime? taken = random.Next(3) == 0 ? null : FirstTaken.AddHours(random.Next(340));
        var (status, isCaptioned) = (TaskState.Pending, false);
        if (random.Next(5) > 0)
        {
            var claim = await catalog.ClaimAsync(begun.Id, TaskKind.Thumbnail);
            var isFailed = random.Next(5) == 0;
            if (isFailed)
            {
                await catalog.Ledger.FailAsync(claim, "No.", Token);
                taken = null;
            }
            else
            {
                await catalog.Ledger.CompleteAsync(claim, CatalogFixture.Picture() with { TakenAt = taken }, Token);
            }

            isCaptioned = random.Next(5) > 0;
            status = isCaptioned ? isFailed ? TaskState.Failed : TaskState.Completed : TaskState.Processing;
        }
        else
        {
            taken = null;
        }

        if (isCaptioned)
        {
            var objects = labels.Select(label => new DetectedObject(label, null, new BoundingBox(0, 0, 1, 1))).ToList();
            await catalog.Ledger.CompleteAsync(await catalog.ClaimAsync(begun.Id, TaskKind.Caption), new CaptionResult(caption, tags, objects, CaptionOrigin.Model, null), Token);
        }

        var review = Of<ReviewState>();
        (await catalog.EditAsync(begun.Id, new AnnotationEdit { Review = review })).ShouldBe(EditOutcome.Applied);
        _facts.Add(new Fact(
            begun.Id, _facts.Count, owner, number, isCaptioned ? [caption, string.Join(' ', tags), string.Join(' ', labels), "jpg"] : ["jpg"], isCaptioned ? tags : [], isCaptioned ? labels : [], status, review,
            taken, catalog.Clock.GetUtcNow().UtcDateTime));
    }

    private string? OneOf(int times, Func<string> text) => random.Next(times) == 0 ? text() : null;

    private string Word() => Pick(Words);

    private string Pick(string[] from) => from[random.Next(from.Length)];

    private T Of<T>()
        where T : struct, Enum => Enum.GetValues<T>()[random.Next(Enum.GetValues<T>().Length)];

    private sealed record Fact(
        ImageId Id, int Number, string Owner, int NameNumber, string[] Texts, string[] Tags, string[] Labels, TaskState Status, ReviewState Review,
        DateTime? TakenAt, DateTime UploadedAt);
}
