using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Vignette.Pipeline.Objects;
using Vignette.Tests;

namespace Vignette.Conformance.ObjectStores;

/// <summary>
/// What every <see cref="IObjectStore"/> does, a folder as much as S3. It measures what the process allocates: its tests
/// belong in a collection that runs alone.
/// </summary>
public abstract class ObjectStoreSuite
{
    private static readonly PutOptions Jpeg = new("image/jpeg");

    /// <summary>Keys that S3 takes and a file system may not.</summary>
    public static TheoryData<string> HostileKeys =>
    [
        "plain.jpg", "holiday/IMG 1.jpg", "猫 & <b>chelsea<b>.png", "emoji/🐈‍⬛.gif", "é (composed)", "e\u0301 (decomposed)",
        ".", "..", "../../etc/passwd", "a/../../b", "./x", "a/./b", "/absolute", "//", "/", "a//b", "trailing/", "a/b/",
        " leading", "trailing ", "trailing.", "dots...", "back\\slash", "C:\\Windows", "nul\0byte", "line\nbreak", "tab\t", "bell\a", "del\x7f",
        "100%", "100% cotton", "%2e%2e/x", "%2E", "%", "%_", "%00", "%25", "a%20b", "%incoming", ".incoming%", ".incoming%/1",
        "CON", "aux.txt", "-rf", "~", "~/x", "*?\"<>|:", "${HOME}", "$(id)", "\u202Egpj.exe", "\uFEFFbom", "\uFFFF", "originals/" + "0123456789abcdef.jpg",
        new string('x', 255), new string('x', 256), new string('x', 1024), new string('%', 1024), string.Concat(Enumerable.Repeat("猫", 341)),
        string.Concat(Enumerable.Repeat("🐈", 256)), string.Concat(Enumerable.Repeat("d/", 512)), new string('x', 300) + "/" + new string('y', 300),
    ];

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>An empty store.</summary>
    protected abstract IObjectStore Store { get; }

    /// <summary>Why what is behind the store cannot hold the key, though S3 could; null where it can.</summary>
    protected virtual string? CannotHold(string key) => null;

    [Fact]
    public async Task What_is_put_is_what_is_got()
    {
        var content = Content(300_000);
        var put = await PutAsync("a/b.jpg", content);

        await using var got = (await Store.GetAsync("a/b.jpg", Token)).ShouldNotBeNull();
        got.Info.ShouldBe(put);
        got.Info.Key.ShouldBe("a/b.jpg");
        got.Info.Size.ShouldBe(300_000);
        (await ReadAsync(got.Content)).ShouldBe(content);
        (await Store.HeadAsync("a/b.jpg", Token)).ShouldBe(put);
    }

    [Fact]
    public async Task An_object_may_be_empty()
    {
        (await PutAsync("empty", [])).Size.ShouldBe(0);
        (await GetAsync("empty")).ShouldBeEmpty();
    }

    [Fact]
    public async Task There_is_nothing_where_nothing_was_put()
    {
        await PutAsync("folder/object", [1]);

        foreach (var key in (string[])["none", "folder", "folder/", "folder/none", "folder/object/", "folder/object/below"])
        {
            (await Store.GetAsync(key, Token)).ShouldBeNull(key);
            (await Store.HeadAsync(key, Token)).ShouldBeNull(key);
            (await Store.TouchAsync(key, Token)).ShouldBeFalse(key);
            await Store.DeleteAsync(key, Token);
        }

        (await GetAsync("folder/object")).ShouldBe([1]);
    }

    [Theory]
    [MemberData(nameof(HostileKeys))]
    public async Task Any_key_finds_its_own_object_and_no_other(string key)
    {
        Assert.SkipWhen(CannotHold(key) is not null, CannotHold(key) ?? "");
        await PutAsync("bystander", [0]);
        await PutAsync(key, Encoding.UTF8.GetBytes(key));

        (await GetAsync(key)).ShouldBe(Encoding.UTF8.GetBytes(key));
        (await ListAsync("")).Order(StringComparer.Ordinal).ShouldBe(new[] { "bystander", key }.Order(StringComparer.Ordinal));
        (await ListAsync(key)).ShouldBe([key]);

        await Store.DeleteAsync(key, Token);
        (await Store.HeadAsync(key, Token)).ShouldBeNull();
        (await ListAsync("")).ShouldBe(["bystander"]);
    }

    [Fact]
    public async Task Keys_that_look_alike_are_different_objects()
    {
        string[] keys = ["a.", "a%2E", "a%252E", "A", "b ", "b%20", "%", "%25", "c\\d", "c%5Cd", "%_", "%25_", "é", "e\u0301", "x/%_"];
        foreach (var key in keys)
        {
            await PutAsync(key, Encoding.UTF8.GetBytes(key));
        }

        foreach (var key in keys)
        {
            (await GetAsync(key)).ShouldBe(Encoding.UTF8.GetBytes(key));
        }

        (await ListAsync("")).Count.ShouldBe(keys.Length);
    }

    [Fact]
    public async Task What_is_no_key_is_refused()
    {
        await Should.ThrowAsync<ArgumentException>(() => Store.PutAsync("", new MemoryStream(), Jpeg, Token));
        await Should.ThrowAsync<ArgumentException>(() => Store.PutAsync("lone \uD83D surrogate", new MemoryStream(), Jpeg, Token));
    }

    [Fact]
    public async Task A_key_is_at_most_1024_bytes_long()
    {
        await Should.ThrowAsync<ArgumentException>(() => Store.PutAsync(new string('x', 1025), new MemoryStream(), Jpeg, Token));
        await Should.ThrowAsync<ArgumentException>(() => Store.PutAsync(new string('é', 513), new MemoryStream(), Jpeg, Token));
        (await ListAsync("")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_put_takes_the_place_of_what_was_there()
    {
        var first = await PutAsync("key", Content(1000, seed: 1));
        var second = await PutAsync("key", Content(1000, seed: 2));

        second.ETag.ShouldNotBe(first.ETag);
        (await Store.HeadAsync("key", Token)).ShouldNotBeNull().ETag.ShouldBe(second.ETag);
        (await GetAsync("key")).ShouldBe(Content(1000, seed: 2));
    }

    [Fact]
    public async Task Whoever_reads_keeps_the_version_he_opened()
    {
        await PutAsync("key", Content(500_000, seed: 1));
        await using var before = (await Store.GetAsync("key", Token)).ShouldNotBeNull();
        await PutAsync("key", Content(400_000, seed: 2));

        (await ReadAsync(before.Content)).ShouldBe(Content(500_000, seed: 1));
    }

    [Fact]
    public async Task Readers_see_one_version_or_the_other_while_writers_compete()
    {
        await PutAsync("key", Same(0));
        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 2).Select(_ => Task.Run(
            async () =>
            {
                var reads = 0;
                do
                {
                    var content = await GetAsync("key");
                    content.Length.ShouldBe(100_000 + content[0]);
                    content.ShouldAllBe(value => value == content[0]);
                    reads++;
                }
                while (!done.IsCancellationRequested);
                return reads;
            },
            Token)).ToList();

        await Parallel.ForEachAsync(Enumerable.Range(1, 40), Token, async (version, _) => await PutAsync("key", Same((byte)version)));
        await done.CancelAsync();

        (await Task.WhenAll(readers)).ShouldAllBe(reads => reads > 0);

        static byte[] Same(byte version)
        {
            var content = new byte[100_000 + version];
            Array.Fill(content, version);
            return content;
        }
    }

    [Fact]
    public async Task Only_if_absent_stores_once_even_when_many_try_at_once()
    {
        var options = Jpeg with { OnlyIfAbsent = true };
        var puts = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(
            async () => (Index: i, Info: await Store.PutAsync("new/key", new MemoryStream([(byte)i]), options, Token)),
            Token)));

        var (winner, info) = puts.Where(put => put.Info is not null).ShouldHaveSingleItem();
        (await GetAsync("new/key")).ShouldBe([(byte)winner]);
        (await Store.HeadAsync("new/key", Token)).ShouldBe(info);
        (await ListAsync("")).ShouldBe(["new/key"]);
    }

    [Fact]
    public async Task Content_that_breaks_off_leaves_nothing()
    {
        var fault = new InvalidDataException("The body was cut off.");
        (await Should.ThrowAsync<InvalidDataException>(() => Store.PutAsync("broken", new BreakingStream(200_000, fault), Jpeg, Token))).ShouldBe(fault);

        (await Store.HeadAsync("broken", Token)).ShouldBeNull();
        (await ListAsync("")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Content_that_breaks_off_leaves_what_was_there()
    {
        var before = await PutAsync("key", [1, 2, 3]);
        await Should.ThrowAsync<IOException>(() => Store.PutAsync("key", new BreakingStream(200_000, new IOException("cut off")), Jpeg, Token));

        (await Store.HeadAsync("key", Token)).ShouldBe(before);
        (await GetAsync("key")).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task A_cancelled_put_leaves_nothing()
    {
        using var cancelled = new CancellationTokenSource();
        var content = new BreakingStream(200_000, new OperationCanceledException(cancelled.Token));
        await Should.ThrowAsync<OperationCanceledException>(() => Store.PutAsync("cancelled", content, Jpeg, cancelled.Token));

        (await ListAsync("")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_large_object_goes_through_in_pieces()
    {
        const long Size = 96L << 20;
        var content = new PatternStream(Size);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        (await Store.PutAsync("large", content, Jpeg, Token)).ShouldNotBeNull().Size.ShouldBe(Size);

        await using (var stored = (await Store.GetAsync("large", Token)).ShouldNotBeNull())
        {
            (await PatternStream.CheckAsync(stored.Content, Token)).ShouldBe(Size);
        }

        // Held whole it would be all of it at least; other tests allocate meanwhile, and a store's buffers come first.
        (GC.GetTotalAllocatedBytes(precise: true) - before).ShouldBeLessThan(Size / 2);
    }

    [Fact]
    public async Task A_list_is_in_the_order_of_the_keys_bytes()
    {
        string[] keys = ["a", "a b", "a-b/c", "a.b", "a0", "b/", "b/1", "b/10", "b/2", "b0", "c/d/e", "c/d!", "B", "~", "é", "猫", "\uFFFD", "🐈", new string('l', 300), new string('l', 241)];
        foreach (var key in keys)
        {
            await PutAsync(key, [1]);
        }

        (await ListAsync("")).ShouldBe(keys.OrderBy(key => Convert.ToHexString(Encoding.UTF8.GetBytes(key)), StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("a", "a/1,a/2,a/b/3,ab")]
    [InlineData("a/", "a/1,a/2,a/b/3")]
    [InlineData("a/b", "a/b/3")]
    [InlineData("a/b/3", "a/b/3")]
    [InlineData("a/b/3/", "")]
    [InlineData("/", "")]
    [InlineData("A", "")]
    [InlineData("../", "")]
    [InlineData("x//", "")]
    public async Task A_list_holds_what_begins_with_the_prefix(string prefix, string expected)
    {
        foreach (var key in (string[])["a/1", "a/2", "a/b/3", "ab", "b/1"])
        {
            await PutAsync(key, [1, 2]);
        }

        (await ListAsync(prefix)).ShouldBe(expected.Split(',', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task A_list_says_of_each_object_what_head_says()
    {
        await PutAsync("one", [1]);
        await PutAsync("two", [1, 2]);

        await foreach (var info in Store.ListAsync("", Token))
        {
            info.ShouldBe(await Store.HeadAsync(info.Key, Token));
        }
    }

    [Fact]
    public async Task Deleting_twice_is_harmless()
    {
        await PutAsync("key", [1]);
        await Store.DeleteAsync("key", Token);
        await Store.DeleteAsync("key", Token);
        (await Store.HeadAsync("key", Token)).ShouldBeNull();
    }

    [Fact]
    public async Task Touching_changes_nothing_of_the_content()
    {
        await PutAsync("key", [1, 2, 3]);
        (await Store.TouchAsync("key", Token)).ShouldBeTrue();
        (await GetAsync("key")).ShouldBe([1, 2, 3]);
    }

    [Theory]
    [InlineData("image/jpeg", 1000, true)]
    [InlineData("image/jpeg", 1001, false)]
    [InlineData("image/jpeg", 999, false)]
    [InlineData("image/jpeg", 0, false)]
    [InlineData("text/html", 1000, false)]
    [InlineData(null, 1000, false)]
    public async Task An_address_to_put_to_takes_just_what_was_announced(string? contentType, int size, bool isTaken)
    {
        const string Key = "in/猫 1.jpg";
        if (Store.SignedPutUrl(Key, TimeSpan.FromMinutes(5), "image/jpeg", 1000) is not { } address)
        {
            Store.SignedGetUrl(Key, TimeSpan.FromMinutes(5), null).ShouldBeNull("A store has addresses for both or for neither.");
            return;
        }

        using var http = new HttpClient();
        using var content = new ByteArrayContent(Content(size));
        content.Headers.ContentType = contentType is null ? null : new MediaTypeHeaderValue(contentType);
        using var answer = await http.PutAsync(address, content, Token);

        answer.StatusCode.ShouldBe(isTaken ? HttpStatusCode.OK : HttpStatusCode.Forbidden);
        (await ListAsync("")).ShouldBe(isTaken ? [Key] : []);
        if (isTaken)
        {
            (await GetAsync(Key)).ShouldBe(Content(size));
        }
    }

    protected static byte[] Content(int length, int seed = 0)
    {
        var content = new byte[length];
        new Random(seed).NextBytes(content);
        return content;
    }

    protected async Task<ObjectInfo> PutAsync(string key, byte[] content) =>
        (await Store.PutAsync(key, new MemoryStream(content), Jpeg, Token)).ShouldNotBeNull();

    protected async Task<byte[]> GetAsync(string key)
    {
        await using var stored = (await Store.GetAsync(key, Token)).ShouldNotBeNull();
        return await ReadAsync(stored.Content);
    }

    protected async Task<IReadOnlyList<string>> ListAsync(string prefix) => await Store.ListAsync(prefix, Token).Select(info => info.Key).ToListAsync(Token);

    private static async Task<byte[]> ReadAsync(Stream stream)
    {
        using var content = new MemoryStream();
        await stream.CopyToAsync(content, Token);
        return content.ToArray();
    }
}
