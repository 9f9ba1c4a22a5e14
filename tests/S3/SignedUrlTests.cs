using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Vignette.Pipeline.Objects;
using Vignette.Tests;

namespace Vignette.S3.Tests;

public sealed class SignedUrlTests(RadosGateway gateway) : IAsyncLifetime
{
    private readonly HttpClient _http = new();
    private GatewayBucket _bucket = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _bucket = await gateway.CreateBucketAsync();

    public ValueTask DisposeAsync()
    {
        _bucket?.Dispose();
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("thumb/0123.jpg")]
    [InlineData("holiday/IMG 1 + 2 & 3.jpg")]
    [InlineData("猫/../100%25?x=y#z")]
    public async Task Anyone_can_get_the_object_under_its_address(string key)
    {
        await PutAsync(key, "content");

        using var answer = await _http.GetAsync(_bucket.Store.SignedGetUrl(key, TimeSpan.FromMinutes(5), null), Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync(Token)).ShouldBe("content");
        answer.Content.Headers.ContentType.ShouldBe(new MediaTypeHeaderValue("image/jpeg"));
        answer.Content.Headers.ContentDisposition.ShouldBeNull();
    }

    [Theory]
    [InlineData("IMG 1.jpg")]
    [InlineData("猫 & \"chelsea\"; 100%.png")]
    public async Task A_browser_saves_it_under_the_name(string name)
    {
        await PutAsync("key", "content");

        using var answer = await _http.GetAsync(_bucket.Store.SignedGetUrl("key", TimeSpan.FromMinutes(5), name), Token);

        var disposition = answer.Content.Headers.ContentDisposition.ShouldNotBeNull();
        disposition.DispositionType.ShouldBe("attachment");
        disposition.FileNameStar.ShouldBe(name);
    }

    [Fact]
    public async Task The_address_ends_with_its_lifetime_and_holds_for_its_own_object_and_verb_only()
    {
        await PutAsync("key", "content");
        await PutAsync("other", "secret");
        var address = _bucket.Store.SignedGetUrl("key", TimeSpan.FromSeconds(2), null).ShouldNotBeNull();

        (await _http.GetStringAsync(address, Token)).ShouldBe("content");
        using var other = await _http.GetAsync(address.AbsoluteUri.Replace("/key?", "/other?", StringComparison.Ordinal), Token);
        using var put = await _http.PutAsync(address, new StringContent("x"), Token);
        other.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        put.StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        await Eventually.BeAsync(async () =>
        {
            using var late = await _http.GetAsync(address, Token);
            return late.StatusCode == HttpStatusCode.Forbidden;
        });
    }

    [Fact]
    public async Task The_address_to_put_to_ends_with_its_lifetime()
    {
        var address = _bucket.Store.SignedPutUrl("key", TimeSpan.FromSeconds(2), "image/jpeg", 7).ShouldNotBeNull();
        using var inTime = await _http.PutAsync(address, Content("image/jpeg"), Token);
        inTime.StatusCode.ShouldBe(HttpStatusCode.OK);

        await Eventually.BeAsync(async () =>
        {
            using var late = await _http.PutAsync(address, Content("image/jpeg"), Token);
            return late.StatusCode == HttpStatusCode.Forbidden;
        });
    }

    [Fact]
    public void A_lifetime_that_S3_does_not_know_is_refused()
    {
        foreach (var lifetime in (TimeSpan[])[TimeSpan.Zero, TimeSpan.FromSeconds(-1), TimeSpan.FromDays(7.1)])
        {
            Should.Throw<ArgumentOutOfRangeException>(() => _bucket.Store.SignedGetUrl("key", lifetime, null));
            Should.Throw<ArgumentOutOfRangeException>(() => _bucket.Store.SignedPutUrl("key", lifetime, "image/jpeg", 1));
        }

        Should.Throw<ArgumentException>(() => _bucket.Store.SignedGetUrl("", TimeSpan.FromMinutes(1), null));
        Should.Throw<ArgumentException>(() => _bucket.Store.SignedPutUrl("", TimeSpan.FromMinutes(1), "image/jpeg", 1));
        Should.Throw<ArgumentOutOfRangeException>(() => _bucket.Store.SignedPutUrl("key", TimeSpan.FromMinutes(1), "image/jpeg", -1));
    }

    private static ByteArrayContent Content(string type) => new("content"u8.ToArray()) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };

    private async Task PutAsync(string key, string content) =>
        await _bucket.Store.PutAsync(key, new MemoryStream(Encoding.UTF8.GetBytes(content)), new PutOptions("image/jpeg"), Token);
}
