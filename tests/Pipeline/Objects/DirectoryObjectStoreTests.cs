using System.Diagnostics;
using Vignette.Conformance.ObjectStores;
using Vignette.Pipeline.Objects;
using Vignette.Pipeline.Objects.Directories;
using Vignette.Tests;

namespace Vignette.Pipeline.Tests.Objects;

[Collection(MeasuredCollection.Name)]
public sealed class DirectoryObjectStoreTests : ObjectStoreSuite, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public DirectoryObjectStoreTests() => Store = Open();

    protected override IObjectStore Store { get; }

    private string Root => _folder.File("bucket");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("holiday/IMG 1.jpg")]
    [InlineData("猫 & <b>chelsea<b>.png")]
    [InlineData("100% cotton, 20%20 off.jpg")]
    [InlineData(".hidden/file")]
    public async Task A_natural_key_is_the_files_own_name(string key)
    {
        await PutAsync(key, [1]);
        File.Exists(Path.Combine(Root, key)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_file_that_was_copied_in_is_an_object()
    {
        Directory.CreateDirectory(Path.Combine(Root, "a"));
        await File.WriteAllBytesAsync(Path.Combine(Root, "a", "50% off.jpg"), [1, 2], Token);

        (await ListAsync("")).ShouldBe(["a/50% off.jpg"]);
        (await GetAsync("a/50% off.jpg")).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task No_key_leads_out_of_the_folder()
    {
        foreach (var key in HostileKeys.Select(row => row.Data))
        {
            await PutAsync(key, [1]);
            await Store.DeleteAsync(key, Token);
        }

        Directory.EnumerateFileSystemEntries(_folder.Path).ShouldBe([Root]);
        Directory.EnumerateFileSystemEntries(Root).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Puts_and_deletes_in_one_folder_do_not_hinder_each_other() =>
        await Parallel.ForEachAsync(Enumerable.Range(0, 400), new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Token }, async (i, _) =>
        {
            var key = $"folder/{i % 8}";
            await PutAsync(key, [1]);
            await Store.DeleteAsync(key, Token);
        });

    [Fact]
    public async Task A_symbolic_link_is_neither_followed_nor_listed()
    {
        var outside = Directory.CreateDirectory(_folder.File("outside")).FullName;
        var secret = Path.Combine(outside, "secret");
        await File.WriteAllTextAsync(secret, "secret", Token);
        File.CreateSymbolicLink(Path.Combine(Root, "file"), secret);
        Directory.CreateSymbolicLink(Path.Combine(Root, "folder"), outside);

        (await ListAsync("")).ShouldBeEmpty();
        (await ListAsync("folder/")).ShouldBeEmpty();
        foreach (var key in (string[])["file", "folder/secret"])
        {
            (await Store.HeadAsync(key, Token)).ShouldBeNull();
            (await Store.GetAsync(key, Token)).ShouldBeNull();
            await Store.DeleteAsync(key, Token);
        }

        await Should.ThrowAsync<ArgumentException>(() => PutAsync("folder/new", [1]));
        await PutAsync("file", [1]);
        (await File.ReadAllTextAsync(secret, Token)).ShouldBe("secret");
        Directory.EnumerateFiles(outside).ShouldBe([secret]);
    }

    [Fact]
    public async Task A_key_that_is_another_ones_folder_is_refused_and_nothing_is_left()
    {
        await PutAsync("a/b", [1]);
        await PutAsync("c", [2]);

        await Should.ThrowAsync<ArgumentException>(() => PutAsync("a", [3]));
        await Should.ThrowAsync<ArgumentException>(() => PutAsync("c/d", [3]));

        (await ListAsync("")).ShouldBe(["a/b", "c"]);
        Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories).Count().ShouldBe(2);
    }

    [Fact]
    public async Task What_a_killed_process_left_half_written_goes_at_the_next_start()
    {
        await PutAsync("whole", [1]);
        var incoming = Directory.EnumerateDirectories(Root).ShouldHaveSingleItem();
        await File.WriteAllBytesAsync(Path.Combine(incoming, "7"), [1], Token);
        (await ListAsync("")).ShouldBe(["whole"]);

        var again = Open();

        Directory.EnumerateFiles(incoming).ShouldBeEmpty();
        (await again.HeadAsync("whole", Token)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_version_that_comes_in_the_same_instant_and_size_has_another_entity_tag()
    {
        var store = new DirectoryObjectStore("bucket", Root, new ManualTimeProvider());
        var tags = new HashSet<string>();
        for (byte i = 0; i < 10; i++)
        {
            tags.Add((await store.PutAsync("key", new MemoryStream([i]), new PutOptions("image/jpeg"), Token)).ShouldNotBeNull().ETag);
        }

        tags.Count.ShouldBe(10);
    }

    [Fact]
    public async Task A_folder_that_is_gone_is_a_fault_that_may_pass()
    {
        Directory.Delete(Root, recursive: true);
        await Should.ThrowAsync<TransientFault>(() => PutAsync("key", [1]));
        await Should.ThrowAsync<TransientFault>(() => ListAsync(""));
    }

    [Fact]
    public async Task A_bucket_of_many_objects_is_listed_as_fast_as_it_is_read()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Root, "many")).FullName;
        for (var i = 0; i < 20_000; i++)
        {
            await using var file = File.Create(Path.Combine(folder, $"{i}.jpg"));
        }

        var before = GC.GetTotalAllocatedBytes();
        var first = Stopwatch.GetTimestamp();
        (await Store.ListAsync("many/", Token).CountAsync(Token)).ShouldBe(20_000);
        TestContext.Current.SendDiagnosticMessage($"{Stopwatch.GetElapsedTime(first).TotalMilliseconds:0} ms");
        (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(60L << 20);
    }

    private DirectoryObjectStore Open() => new("bucket", Root, TimeProvider.System);
}
