using Vignette.Conformance.Catalog;
using Vignette.Schema.Catalog;
using Vignette.Schema.Migrations;
using Vignette.Schema.Sqlite;
using Vignette.Tests;
using Vignette.Tests.MySql;

namespace Vignette.Schema.MySql.Tests;

/// <summary>Whatever is searched for in whatever there is, both engines find the same.</summary>
public sealed class SearchEquivalenceTests(MySqlServer server)
{
    private const int Images = 120;
    private const int Searches = 400;

    private static readonly string[] Words =
    [
        "tea", "teapot", "te", "the", "a", "an", "of", "www", "und", "Straße", "STRASSE", "naïve", "Naive", "café", "cafe\u0301", "CAFÉ", "Zürich", "zurich", "ﬁn", "Ångström", "angstrom",
        "Ελλάδα", "ελλάδα", "σοφός", "ΣΟΦΟΣ", "Москва", "москва", "ёлка", "елка", "İstanbul", "istanbul", "ısı", "ſee", "see", "µm", "μm", "猫", "猫が好き", "東京タワー", "हिन्दी", "हि", "한국어", "ไทย",
        "IMG_1234.jpg", "1234", "12", "½", "x²", "①", "𝒜bc", "𐐀𐐁", "zebra", "zz", "z007a", "qz", "qztea", "o'neil", "O’Neil", "e-mail", "foo.bar", "C++", "a+b", "-tea", "\"tea", "tea*", "(pot)", "~x", "@5", "<b>",
        "donaudampfschifffahrtsgesellschaftskapitaenspatentpruefungskommissionsvorsitzender", "donaudampfschifffahrtsgesellschaftskapitaenspatentpruefungskommissionsvorsitzenden",
        "достопримечательностьдостопримечательность", "\uE000", "☂", "tea☂pot", "\u0301", "x\u0301\u0302y", "i̇", "ﬀ", "Ǆ", "ǆ", "ẞ", "ß", "ϐ", "β", "K", "k",
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Both_engines_give_the_same_answers(int seed)
    {
        await using var factory = new MySqlDatabaseFactory(server);
        using var folder = new TemporaryFolder();
        await using var mysql = await factory.CreateAsync(new ManualTimeProvider(), Token);
        await using var sqlite = SqliteCatalogDatabase.Open(folder.File("catalog.db"));
        await new Migrator(sqlite, new ManualTimeProvider()).MigrateAsync(Token);
        var (one, other) = (new CatalogFixture(mysql, new ManualTimeProvider()), new CatalogFixture(sqlite, new ManualTimeProvider()));
        var names = new Dictionary<ImageId, string>();
        var random = new Random(seed);

        for (var i = 0; i < Images; i++)
        {
            var (name, caption, tags) = ($"{i:D4} {Pick(random, 2)}", Pick(random, 5), new[] { Pick(random, 1), Pick(random, 2) });
            names.Add(await one.CompleteAsync(name, caption, tags), name);
            names.Add(await other.CompleteAsync(name, caption, tags), name);
        }

        var differences = new List<string>();
        for (var i = 0; i < Searches; i++)
        {
            var text = Search(random);
            var query = new ImageQuery { Text = text, Limit = random.Next(2) == 0 ? 3 : 200, Tag = random.Next(10) == 0 ? Words[random.Next(Words.Length)] : null, Status = random.Next(10) == 0 ? TaskState.Completed : null };
            var (expected, found) = (await NamesAsync(other, query), await NamesAsync(one, query));
            if (!found.SequenceEqual(expected))
            {
                differences.Add($"{query}: MySQL {found.Count}, SQLite {expected.Count}; {string.Join(" | ", found.Except(expected).Concat(expected.Except(found)).Take(2))}");
            }
        }

        differences.ShouldBeEmpty();

        async Task<List<string>> NamesAsync(CatalogFixture catalog, ImageQuery query) => [.. (await catalog.ListAsync(query)).Select(id => names[id])];
    }

    private static string Pick(Random random, int count) => string.Join(random.Next(4) == 0 ? ", " : " ", Enumerable.Range(0, count).Select(_ => Words[random.Next(Words.Length)]));

    private static string Search(Random random)
    {
        var word = Words[random.Next(Words.Length)];
        return random.Next(6) switch
        {
            0 => word,
            1 => word[..random.Next(1, word.Length + 1)],
            2 => $"\"{word}\"",
            3 => $"\"{word} {Words[random.Next(Words.Length)]}",
            4 => Pick(random, 2),
            _ => $"{word} \"{Pick(random, 2)}\"",
        };
    }
}
