using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Vignette.Schema.Database;
using Vignette.Schema.MySql;

namespace Vignette.Schema.Catalog;

/// <summary>
/// A list of images, and how it is read so that it costs the same however many images there are: along one index in the
/// order of the list, up to the end of the page. What the index does not know is looked up image by image, for a while;
/// what does not fill a page in that time is rare, so that all that is left of it is gathered and sorted. Where words have
/// rows of their own, these are walked instead, or sorted where the list has another order.
/// </summary>
internal sealed class ImageList
{
    /// <summary>Images that are looked at one by one.</summary>
    public const int Window = 1000;

    /// <summary>Images with a word that are sorted at once, which is as fast as to look a window up.</summary>
    public const int Few = 500;

    /// <summary>Images with a word that are sorted; more are frequent enough to be met along the list's index.</summary>
    public const int Gathered = 4000;

    /// <summary>Images of a range of dates that are gathered at once; more are frequent enough to be met along the list's index.</summary>
    public const int Narrow = 2000;

    private const int LeastBatch = 60;

    private readonly SqlDialect _dialect;
    private readonly Viewer _viewer;
    private readonly ImageSort _sort;
    private readonly ListOrder _order;
    private readonly ListCondition? _words;
    private readonly IReadOnlyList<ListCondition> _conditions;
    private readonly WordSearch? _rows;
    private readonly FullTextIndex? _index;
    private readonly ListSource? _search;
    private readonly ListSource _driver;
    private readonly List<ListCondition> _known;
    private readonly IReadOnlyList<ListCondition> _lookedUp;
    private readonly bool _isEmpty;

    /// <param name="isReversed">From its other end.</param>
    public ImageList(ImageQuery query, Viewer viewer, SqlDialect dialect, bool isReversed = false)
    {
        _dialect = dialect;
        _viewer = viewer;
        _sort = query.Sort;
        _order = isReversed ? ListOrder.Of(query).Reversed : ListOrder.Of(query);
        _conditions = ListFilter.Of(query, viewer, dialect);
        var text = SearchText.Parse(query.Text);
        if (text.Terms.Count > 0)
        {
            _words = dialect.SearchEach(text);
            _isEmpty = _words is null;
            _rows = dialect.WordsOf(text);
        }

        var marked = _conditions.Where(condition => condition.Mark is not null).ToList();
        if (dialect.FullText is { } index && (_words is not null || marked.Count > 0))
        {
            _index = index;
            _search = new(
                $"image_search {dialect.JoinInOrder} images i ON i.seq = image_search.{index.Key}",
                $"image_search.{index.Key}",
                $"{index.Condition} AND i.visible = 1",
                [("@search", index.Search(text, marked.Select(condition => condition.Mark!)))]);
        }

        if (_order.Column is not null)
        {
            var own = _conditions.FirstOrDefault(condition => condition.Mark is null && condition.Sql.StartsWith($"i.{_order.Column} ", StringComparison.Ordinal));
            _driver = own?.Source ?? ListSource.OfImages(dialect, _order.Index);
            _known = own is null ? [] : [own];
        }
        else if (_search is not null && (_words is not null || marked.Count > 1))
        {
            _driver = _search;
            _known = _words is null ? marked : [_words, .. marked];
        }
        else
        {
            _driver = marked.Count > 0 ? marked[0].Source! : ListSource.OfImages(dialect, ListOrder.BySequence);
            _known = [.. marked.Take(1)];
        }

        _lookedUp = [.. _conditions.Except(_known), .. _words is null || _known.Contains(_words) ? [] : (ListCondition[])[_words]];
    }

    /// <summary>The images after a place, in order.</summary>
    public async Task<List<(ImageRecord Image, ListEntry Entry)>> ReadAsync(Sql sql, ImageCursor? after, int limit, CancellationToken cancellationToken)
    {
        if (_lookedUp.Count == 0 && !_isEmpty)
        {
            return await WalkAsync(
                sql, after, limit, ImageRows.Columns, ImageRows.Tasks,
                row => (ImageRows.Read(row), EntryOf(row, ImageRows.ColumnCount)), cancellationToken);
        }

        return await ImagesAsync(sql, _dialect, await FindAsync(sql, after, limit, cancellationToken), cancellationToken);
    }

    /// <summary>Where the images after a place stand, in order.</summary>
    public async Task<List<ListEntry>> FindAsync(Sql sql, ImageCursor? after, int limit, CancellationToken cancellationToken)
    {
        if (_isEmpty)
        {
            return [];
        }

        if (_lookedUp.Count == 0)
        {
            return await WalkAsync(sql, after, limit, "i.seq", "", row => EntryOf(row, 1), cancellationToken);
        }

        if (_rows is not null)
        {
            return await FindWordsAsync(sql, after, limit, cancellationToken);
        }

        if (_search is not null && _order.Column is not null && await MatchesAsync(sql, Few, cancellationToken) <= Few)
        {
            return await SortAsync(sql, _search, after, limit, _conditions, cancellationToken);
        }

        if (await NarrowAsync(sql, cancellationToken) is { } narrow)
        {
            return _search is not null && _order.Column is null
                ? await MatchAsync(sql, after, limit, cancellationToken)
                : await SortAsync(sql, narrow, after, limit, Everything, cancellationToken);
        }

        var found = new List<ListEntry>();
        if (await LookUpAsync(sql, after, limit, found, 0, Window, cancellationToken) is { } place)
        {
            found.AddRange(await GatherAsync(sql, place, limit - found.Count, cancellationToken));
        }

        return found;
    }

    /// <summary>How many images there are in all, but no more than <paramref name="atMost"/>.</summary>
    public async Task<int> CountAsync(Sql sql, int atMost, CancellationToken cancellationToken)
    {
        if (_isEmpty)
        {
            return 0;
        }

        var source = _search ?? Rarest ?? _driver;
        if (_rows is not null)
        {
            if (await _rows.RarestAsync(sql, cancellationToken) is not { } words)
            {
                return 0;
            }

            if (words.IsOrdered || await words.CountAsync(sql, Gathered + 1, cancellationToken) <= Gathered)
            {
                source = words.Source;
            }
        }

        var conditions = source == _search ? _conditions : Everything;
        return await CountAsync(sql, source.From, $"{source.Condition}{AndAll(conditions)}", Distinct(source.Values, ValuesOf(conditions)), atMost, cancellationToken);
    }

    public ImageCursor PlaceOf(ListEntry entry) => new(entry.Sequence, _sort, entry.Key);

    /// <summary>Where an image stands in the list, or would; null where there is no such image.</summary>
    public async Task<ImageCursor?> PlaceOfAsync(Sql sql, ImageId id, CancellationToken cancellationToken) =>
        await sql.FirstAsync($"SELECT i.seq, {Key} FROM images i WHERE i.id = @id AND {_viewer.Shown}", [("@id", id.ToString()), .. _viewer.Values], EntryOf, cancellationToken) is { } entry
            ? PlaceOf(entry)
            : null;

    /// <summary>The images of these entries, in their order.</summary>
    public static async Task<List<(ImageRecord Image, ListEntry Entry)>> ImagesAsync(Sql sql, SqlDialect dialect, IReadOnlyList<ListEntry> entries, CancellationToken cancellationToken)
    {
        var images = await sql.QueryAsync(
            $"SELECT {ImageRows.Columns}\nFROM {dialect.Numbers} n {dialect.JoinInOrder} images i ON i.seq = n.seq\n{ImageRows.Tasks}",
            [NumbersOf(entries.Select(entry => entry.Sequence))],
            ImageRows.Read,
            cancellationToken);
        var bySequence = images.ToDictionary(image => image.Sequence);
        return [.. from entry in entries where bySequence.ContainsKey(entry.Sequence) select (bySequence[entry.Sequence], entry)];
    }

    /// <summary>The value of <see cref="SqlDialect.Numbers"/>.</summary>
    public static SqlValue NumbersOf(IEnumerable<long> numbers) => ("@numbers", JsonSerializer.Serialize(numbers.ToArray(), ParameterJson.Default.Int64Array));

    private string Key => _order.Column is null ? "NULL" : $"i.{_order.Column}";

    private IReadOnlyList<ListCondition> Everything => _words is null ? _conditions : [.. _conditions, _words];

    // What narrows most, beside words.
    private ListSource? Rarest => _conditions.FirstOrDefault(condition => condition.Source is not null)?.Source;

    // Words that have rows of their own.
    private async Task<List<ListEntry>> FindWordsAsync(Sql sql, ImageCursor? after, int limit, CancellationToken cancellationToken)
    {
        var found = new List<ListEntry>();
        if (await NarrowAsync(sql, cancellationToken) is { } narrow)
        {
            await TakeFirstAsync(sql, await SortAsync(sql, narrow, after, Narrow, _conditions, cancellationToken), limit, found, cancellationToken);
            return found;
        }

        // What is frequent fills the page.
        var part = FirstPart(limit);
        if (await LookUpAsync(sql, after, limit, found, 0, part, cancellationToken) is not { } place || await _rows!.RarestAsync(sql, cancellationToken) is not { } words)
        {
            return found;
        }

        if (_order.Column is null)
        {
            if (await IsDriverRarerAsync(sql, words, cancellationToken))
            {
                found.AddRange(await MeetAsync(sql, place, limit - found.Count, "", [], cancellationToken));
            }
            else
            {
                await WalkWordsAsync(sql, words, place, limit, found, cancellationToken);
            }

            return found;
        }

        var count = await words.CountAsync(sql, Gathered + 1, cancellationToken);
        if (count > Few && part < Window)
        {
            if (await LookUpAsync(sql, place, limit, found, part, Window, cancellationToken) is not { } next)
            {
                return found;
            }

            place = next;
        }

        if (count <= Gathered)
        {
            await TakeFirstAsync(sql, await SortAsync(sql, words.Source, place, Gathered, _conditions, cancellationToken), limit, found, cancellationToken);
        }
        else
        {
            found.AddRange(await MeetAsync(sql, place, limit - found.Count, "", [], cancellationToken));
        }

        return found;
    }

    // Whether fewer images have what the list walks than have the words.
    private async Task<bool> IsDriverRarerAsync(Sql sql, WordWalk words, CancellationToken cancellationToken) =>
        _known.Count > 0
        && await CountAsync(sql, _driver.From, _driver.Condition, _driver.Values, Window, cancellationToken) is var driven && driven < Window
        && driven < await words.CountAsync(sql, Window, cancellationToken);

    // In batches, each longer than the one before, since what was not found among so many is rare.
    private async Task WalkWordsAsync(Sql sql, WordWalk words, ImageCursor after, int limit, List<ListEntry> found, CancellationToken cancellationToken)
    {
        for (var count = FirstBatch(limit - found.Count); found.Count < limit; count = Math.Min(2 * count, Gathered))
        {
            var next = await words.NextAsync(sql, ListSegment.Of(_order, after, "w.seq")[0], _order, count, cancellationToken);
            await TakeAsync(sql, next.ConvertAll(seq => new ListEntry(seq, null)), limit, found, cancellationToken);
            if (next.Count < count)
            {
                return;
            }

            after = PlaceOf(new ListEntry(next[^1], null));
        }
    }

    // All of these stand in the order of the list.
    private async Task TakeFirstAsync(Sql sql, List<ListEntry> candidates, int limit, List<ListEntry> found, CancellationToken cancellationToken)
    {
        for (var (taken, count) = (0, FirstBatch(limit - found.Count)); taken < candidates.Count && found.Count < limit; taken += count, count *= 2)
        {
            await TakeAsync(sql, candidates.Slice(taken, Math.Min(count, candidates.Count - taken)), limit, found, cancellationToken);
        }
    }

    // Of images in the order of the list, those that are in it.
    private async Task TakeAsync(Sql sql, List<ListEntry> candidates, int limit, List<ListEntry> found, CancellationToken cancellationToken)
    {
        if (candidates.Count == 0)
        {
            return;
        }

        var inList = await sql.QueryAsync(
            $"SELECT i.seq FROM {_dialect.Numbers} n {_dialect.JoinInOrder} images i ON i.seq = n.seq WHERE i.visible = 1{AndAll(Everything)}",
            [NumbersOf(candidates.Select(candidate => candidate.Sequence)), .. ValuesOf(Everything)],
            row => row.GetInt64(0),
            cancellationToken);
        found.AddRange(candidates.IntersectBy(inList, candidate => candidate.Sequence).Take(limit - found.Count));
    }

    // A page may be of one image: what is asked for at once is more.
    private static int FirstBatch(int limit) => Math.Clamp(4 * limit, LeastBatch, Window);

    // As long as a page that is found right away.
    private static int FirstPart(int limit) => Math.Min(Window, 4 * limit);

    // Image by image along the index. Returns the place that it came to; null where the page is full or the list ended.
    private async Task<ImageCursor?> LookUpAsync(Sql sql, ImageCursor? after, int limit, List<ListEntry> found, int from, int to, CancellationToken cancellationToken)
    {
        var isInList = $"CASE WHEN {All(_lookedUp)} THEN 1 ELSE 0 END";
        for (var (looked, count) = (from, from == 0 ? Math.Min(to, FirstPart(limit)) : to - from); looked < to; looked += count, count = to - looked)
        {
            var candidates = await WalkAsync(sql, after, count, isInList, "", row => (IsFound: row.GetInt64(0) != 0, Entry: EntryOf(row, 1)), cancellationToken, ValuesOf(_lookedUp));
            found.AddRange(candidates.Where(candidate => candidate.IsFound).Select(candidate => candidate.Entry).Take(limit - found.Count));
            if (found.Count == limit || candidates.Count < count)
            {
                return null;
            }

            after = PlaceOf(candidates[^1].Entry);
        }

        return after;
    }

    // How many the full-text index has; one more than asked for stands for all that are more.
    private Task<int> MatchesAsync(Sql sql, int atMost, CancellationToken cancellationToken) => CountAsync(sql, "image_search", _index!.Condition, _search!.Values, atMost + 1, cancellationToken);

    // A range of dates that the list does not walk, and that has so few images that they are best looked at all.
    private async Task<ListSource?> NarrowAsync(Sql sql, CancellationToken cancellationToken)
    {
        foreach (var range in _lookedUp.Where(condition => condition.IsRange).Select(condition => condition.Source!))
        {
            if (await CountAsync(sql, range.From, range.Condition, range.Values, Narrow + 1, cancellationToken) <= Narrow)
            {
                return range;
            }
        }

        return null;
    }

    private static Task<int> CountAsync(Sql sql, string from, string condition, IEnumerable<SqlValue> values, int atMost, CancellationToken cancellationToken) => sql.FirstAsync(
        $"SELECT COUNT(*) FROM (SELECT 1 FROM {from} WHERE {condition} LIMIT @limit) n",
        [("@limit", atMost), .. values],
        row => row.GetInt32(0),
        cancellationToken);

    // Along the index, without a look at what it does not know.
    private async Task<List<T>> WalkAsync<T>(
        Sql sql, ImageCursor? after, int limit, string columns, string joins, Func<DbDataReader, T> read, CancellationToken cancellationToken, params IEnumerable<SqlValue> values)
    {
        // A mark is a digest: what has the same is told apart by what it stands for.
        var rechecked = _driver == _search ? _known.Where(condition => condition != _words).ToList() : [];
        var rows = new List<T>();
        foreach (var segment in ListSegment.Of(_order, after, _driver.Sequence))
        {
            rows.AddRange(await sql.QueryAsync(
                $"""
                SELECT {columns}, {_driver.Sequence}, {Key}
                FROM {_driver.From}
                {joins}
                WHERE {_driver.Condition} AND {segment.Condition}{AndAll(rechecked)}
                ORDER BY {(segment.IsSorted ? $"{Key} {_order.Direction}, " : "")}{_driver.Sequence} {_order.Direction} LIMIT @limit
                """,
                [("@limit", limit - rows.Count), .. Distinct(segment.Values, _driver.Values, ValuesOf(rechecked), values)],
                read,
                cancellationToken));
            if (rows.Count == limit)
            {
                break;
            }
        }

        return rows;
    }

    // What is left of the list, found by what narrows it most.
    private async Task<List<ListEntry>> GatherAsync(Sql sql, ImageCursor? after, int limit, CancellationToken cancellationToken)
    {
        if (_search is null)
        {
            var source = Rarest!;
            return source == _driver ? await MeetAsync(sql, after, limit, "", [], cancellationToken) : await SortAsync(sql, source, after, limit, Everything, cancellationToken);
        }

        if (_order.Column is null)
        {
            return await MatchAsync(sql, after, limit, cancellationToken);
        }

        return await MatchesAsync(sql, Gathered, cancellationToken) <= Gathered
            ? await SortAsync(sql, _search, after, limit, _conditions, cancellationToken)
            : await MeetAsync(sql, after, limit, $" AND i.seq IN (SELECT image_search.{_index!.Key} FROM image_search WHERE {_index.Condition})", _search.Values, cancellationToken);
    }

    // The full-text index yields its matches in the order of the list; what it does not know are ranges of others.
    private Task<List<ListEntry>> MatchAsync(Sql sql, ImageCursor? after, int limit, CancellationToken cancellationToken)
    {
        var ranges = _conditions.Where(condition => condition.IsRange).Select(condition => condition.Source!).ToList();
        var isInRanges = string.Concat(ranges.Select(range => $" AND +{_search!.Sequence} IN (SELECT i.seq FROM {range.From} WHERE {range.Condition})"));
        var rest = ListSegment.Of(_order, after, _search!.Sequence)[0];
        return sql.QueryAsync(
            $"""
            SELECT i.seq, NULL FROM {_search.From}
            WHERE {_search.Condition} AND {rest.Condition}{isInRanges}{AndAll(_conditions)}
            ORDER BY {_search.Sequence} {_order.Direction} LIMIT @limit
            """,
            [("@limit", limit), .. Distinct(rest.Values, _search.Values, ValuesOf(_conditions))],
            EntryOf,
            cancellationToken);
    }

    // All that the source has is looked at, and what is in the list is sorted.
    private Task<List<ListEntry>> SortAsync(Sql sql, ListSource source, ImageCursor? after, int limit, IReadOnlyList<ListCondition> conditions, CancellationToken cancellationToken)
    {
        var segments = ListSegment.Of(_order, after);
        var order = _order.Column is null ? "" : $"{(_order.HasBlanks ? $"{Key} IS NULL {(_order.BlanksFirst ? "DESC" : "ASC")}, " : "")}{Key} {_order.Direction}, ";
        return sql.QueryAsync(
            $"""
            SELECT i.seq, {Key} FROM {source.From}
            WHERE {source.Condition}{AndAll(conditions)} AND ({string.Join(" OR ", segments.Select(segment => $"({segment.Condition})"))})
            ORDER BY {order}i.seq {_order.Direction} LIMIT @limit
            """,
            [("@limit", limit), .. Distinct([.. segments.SelectMany(segment => segment.Values)], source.Values, ValuesOf(conditions))],
            EntryOf,
            cancellationToken);
    }

    // Along the list's own index, to its end if need be.
    private async Task<List<ListEntry>> MeetAsync(Sql sql, ImageCursor? after, int limit, string condition, SqlValue[] values, CancellationToken cancellationToken)
    {
        var conditions = condition.Length > 0 ? _conditions.Except(_known).ToList() : _lookedUp;
        var found = new List<ListEntry>();
        foreach (var segment in ListSegment.Of(_order, after, _driver.Sequence))
        {
            found.AddRange(await sql.QueryAsync(
                $"""
                SELECT i.seq, {Key} FROM {_driver.From}
                WHERE {_driver.Condition} AND {segment.Condition}{condition}{AndAll(conditions)}
                ORDER BY {(segment.IsSorted ? $"{Key} {_order.Direction}, " : "")}{_driver.Sequence} {_order.Direction} LIMIT @limit
                """,
                [("@limit", limit - found.Count), .. Distinct(segment.Values, _driver.Values, values, ValuesOf(conditions))],
                EntryOf,
                cancellationToken));
            if (found.Count == limit)
            {
                break;
            }
        }

        return found;
    }

    private ListEntry EntryOf(DbDataReader row) => EntryOf(row, 0);

    private ListEntry EntryOf(DbDataReader row, int column) => new(
        row.GetInt64(column),
        _order.Column is null || row.IsDBNull(column + 1) ? null : Convert.ToString(row.GetValue(column + 1), CultureInfo.InvariantCulture));

    private static string All(IEnumerable<ListCondition> conditions) => string.Join(" AND ", conditions.Select(condition => condition.Sql));

    private static string AndAll(IEnumerable<ListCondition> conditions) => string.Concat(conditions.Select(condition => $" AND {condition.Sql}"));

    private static SqlValue[] ValuesOf(IEnumerable<ListCondition> conditions) => [.. conditions.SelectMany(condition => condition.Values)];

    private static IEnumerable<SqlValue> Distinct(params IEnumerable<SqlValue>[] values) => values.SelectMany(value => value).DistinctBy(value => value.Name);
}
