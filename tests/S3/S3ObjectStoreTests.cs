using Amazon.S3.Model;
using Amazon.S3.Transfer;
using Vignette.Conformance.ObjectStores;
using Vignette.Pipeline.Objects;
using Vignette.Tests;

namespace Vignette.S3.Tests;

public sealed class S3ObjectStoreTests(RadosGateway gateway) : ObjectStoreSuite, IAsyncLifetime
{
    private const int PartBytes = 8 << 20;
    private static readonly PutOptions Jpeg = new("image/jpeg");
    private static readonly string[] TooMuchForCeph = ["nul\0byte", "\uFFFF"];

    private GatewayBucket _bucket = null!;

    protected override IObjectStore Store => _bucket.Store;

    public async ValueTask InitializeAsync() => _bucket = await gateway.CreateBucketAsync();

    public ValueTask DisposeAsync()
    {
        _bucket?.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(PartBytes - 1, false)]
    [InlineData(PartBytes, true)]
    [InlineData(PartBytes + 1, true)]
    [InlineData(3 * PartBytes, true)]
    public async Task What_fills_a_part_comes_in_parts(int size, bool inParts)
    {
        var put = (await Store.PutAsync("key", new PatternStream(size), Jpeg, Token)).ShouldNotBeNull();

        put.Size.ShouldBe(size);
        put.ETag.Contains('-', StringComparison.Ordinal).ShouldBe(inParts);
        await using var got = (await Store.GetAsync("key", Token)).ShouldNotBeNull();
        got.Info.ShouldBe(put);
        (await PatternStream.CheckAsync(got.Content, Token)).ShouldBe(size);
        (await HeadersAsync("key")).Headers.ContentType.ShouldBe("image/jpeg");
    }

    [Fact]
    public async Task A_large_upload_holds_one_part_in_memory()
    {
        // The first one makes what stays for the next: buffers, connections, compiled code.
        await Store.PutAsync("warm-up", new PatternStream(PartBytes + 1), Jpeg, Token);

        var growth = await PeakMemory.GrowthOfAsync(async () => await Store.PutAsync("large", new PatternStream(64L << 20), Jpeg, Token));

        Assert.SkipWhen(growth is null, "This system does not tell a process's peak memory.");
        growth.Value.ShouldBeLessThan(2L * PartBytes);
    }

    [Fact]
    public async Task An_upload_that_breaks_off_leaves_no_parts()
    {
        var fault = new InvalidDataException("The body was cut off.");
        var content = new BreakingStream((2 * PartBytes) + 5, fault);

        (await Should.ThrowAsync<InvalidDataException>(() => Store.PutAsync("broken", content, Jpeg, Token))).ShouldBe(fault);

        (await UploadsAsync()).ShouldBeEmpty();
        (await ListAsync("")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_cancelled_upload_leaves_no_parts()
    {
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var content = new BreakingStream(2 * PartBytes, new OperationCanceledException(cancelled.Token));
        await Should.ThrowAsync<OperationCanceledException>(() => Store.PutAsync("cancelled", content, Jpeg, cancelled.Token));

        (await UploadsAsync()).ShouldBeEmpty();
        (await ListAsync("")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_if_absent_holds_for_a_large_object_too()
    {
        var options = Jpeg with { OnlyIfAbsent = true };
        (await Store.PutAsync("large", new PatternStream(PartBytes + 1), options, Token)).ShouldNotBeNull();

        (await Store.PutAsync("large", new PatternStream(PartBytes + 2), options, Token)).ShouldBeNull();

        (await Store.HeadAsync("large", Token)).ShouldNotBeNull().Size.ShouldBe(PartBytes + 1);
        (await UploadsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_long_list_comes_in_pages()
    {
        const int Count = 1234;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Count),
            new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Token },
            async (i, token) => await _bucket.Client.PutObjectAsync(new PutObjectRequest { BucketName = _bucket.Name, Key = $"a b/{i:0000}", ContentBody = "" }, token));

        (await ListAsync("")).ShouldBe(Enumerable.Range(0, Count).Select(i => $"a b/{i:0000}"));
        (await ListAsync("a b/12")).Count.ShouldBe(34);
    }

    [Theory]
    [InlineData(1000, true)]
    [InlineData(0, true)]
    [InlineData(0, false)]
    [InlineData((2 * PartBytes) + 77, true)]
    [InlineData((2 * PartBytes) + 77, false)]
    public async Task Touching_makes_the_object_new_and_changes_nothing_of_it(int size, bool evenParts)
    {
        await PutWithMetadataAsync("holiday/IMG 1 猫.jpg", size, evenParts);
        var before = await HeadersAsync("holiday/IMG 1 猫.jpg");

        // S3's times have whole seconds.
        await Eventually.BeAsync(async () =>
            await Store.TouchAsync("holiday/IMG 1 猫.jpg", Token) && (await HeadersAsync("holiday/IMG 1 猫.jpg")).LastModified > before.LastModified);

        var after = await HeadersAsync("holiday/IMG 1 猫.jpg");
        after.ETag.ShouldBe(before.ETag);
        Describe(after).ShouldBe(Describe(before));
        Describe(after).ShouldContain("Content-Type: image/x-test");
        Describe(after).ShouldContain("x-amz-meta-camera: Kiev 4");
        await using var got = (await Store.GetAsync("holiday/IMG 1 猫.jpg", Token)).ShouldNotBeNull();
        (await PatternStream.CheckAsync(got.Content, Token)).ShouldBe(size);
        (await UploadsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_of_a_missing_bucket_is_taken_for_gone()
    {
        await _bucket.Client.DeleteBucketAsync(_bucket.Name, Token);

        _bucket.Client.UseOwnConnections();
        foreach (var call in (Func<Task>[])
            [
                () => Store.GetAsync("key", Token), () => Store.HeadAsync("key", Token), () => Store.TouchAsync("key", Token),
                () => Store.DeleteAsync("key", Token), () => PutAsync("key", [1]), () => ListAsync(""),
            ])
        {
            (await Should.ThrowAsync<Pipeline.TransientFault>(call)).Message.ShouldBe($"The bucket {_bucket.Name} does not exist.");
        }
    }

    /// <summary>S3 itself can.</summary>
    protected override string? CannotHold(string key) =>
        key.StartsWith('/') ? "The SDK signs another path than it sends where a key begins with a slash."
        : TooMuchForCeph.Contains(key) ? "Ceph 16 does not take this character."
        : null;

    private static IReadOnlyList<string> Describe(GetObjectMetadataResponse found) =>
    [
        .. found.Headers.Keys.Order(StringComparer.Ordinal).Select(name => $"{name}: {found.Headers[name]}"),
        .. found.Metadata.Keys.Order(StringComparer.Ordinal).Select(name => $"{name}: {found.Metadata[name]}"),
    ];

    /// <summary>As another tool puts it: with metadata, and in parts where it is large. The SDK makes parts of sizes that it chooses where it cannot look ahead.</summary>
    private async Task PutWithMetadataAsync(string key, int size, bool evenParts)
    {
        var content = new MemoryStream();
        await new PatternStream(size).CopyToAsync(content, Token);
        content.Position = 0;
        var upload = new TransferUtilityUploadRequest
        {
            BucketName = _bucket.Name,
            Key = key,
            InputStream = evenParts ? content : new PatternStream(size),
            PartSize = PartBytes,
            ContentType = "image/x-test",
        };
        upload.Headers.CacheControl = "max-age=60";
        upload.Headers.ContentDisposition = "inline; filename=x.jpg";
        upload.Headers["Content-Language"] = "uk";
        upload.Metadata["camera"] = "Kiev 4";
        using var transfer = new TransferUtility(_bucket.Client, new TransferUtilityConfig { MinSizeBeforePartUpload = PartBytes });
        await transfer.UploadAsync(upload, Token);
    }

    private Task<GetObjectMetadataResponse> HeadersAsync(string key) => _bucket.Client.GetObjectMetadataAsync(_bucket.Name, key, Token);

    private async Task<IReadOnlyList<MultipartUpload>> UploadsAsync() =>
        (await _bucket.Client.ListMultipartUploadsAsync(_bucket.Name, Token)).MultipartUploads ?? [];
}
