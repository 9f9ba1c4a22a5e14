using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Amazon.Runtime;
using Microsoft.AspNetCore.WebUtilities;
using Vignette.Tests;

namespace Vignette.Schema.MySql.Tests;

public sealed class RdsTokenTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private static readonly MySqlOptions Options = new() { Host = "db.abc.eu-central-1.rds.amazonaws.com", Port = 3307, Database = "vignette", User = "app_user", Region = "eu-central-1" };

    [Theory]
    [InlineData(null)]
    [InlineData("to/ken+with=signs")]
    public void It_is_a_request_to_connect_signed_for_a_quarter_of_an_hour(string? sessionToken)
    {
        var token = RdsToken.Create(Options, new ImmutableCredentials("AKIDEXAMPLE", "secret/key", sessionToken), Now);

        token.ShouldStartWith("db.abc.eu-central-1.rds.amazonaws.com:3307/?");
        var query = QueryHelpers.ParseQuery(token[token.IndexOf('?', StringComparison.Ordinal)..]).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        query["Action"].ShouldBe("connect");
        query["DBUser"].ShouldBe("app_user");
        query["X-Amz-Algorithm"].ShouldBe("AWS4-HMAC-SHA256");
        query["X-Amz-Credential"].ShouldBe("AKIDEXAMPLE/20260102/eu-central-1/rds-db/aws4_request");
        query["X-Amz-Date"].ShouldBe("20260102T030405Z");
        query["X-Amz-Expires"].ShouldBe("900");
        query["X-Amz-SignedHeaders"].ShouldBe("host");
        query.TryGetValue("X-Amz-Security-Token", out var session).ShouldBe(sessionToken is not null);
        session.ShouldBe(sessionToken);
        query["X-Amz-Signature"].ShouldBe(Signature(query.Where(pair => pair.Key != "X-Amz-Signature").ToDictionary(), "secret/key"));
    }

    [Fact]
    public async Task It_is_made_anew_well_before_it_ends()
    {
        var clock = new ManualTimeProvider();
        var made = 0;
        using var password = new RenewedPassword(_ => Task.FromResult($"{++made}"), TimeSpan.FromMinutes(10), clock);

        (await PasswordAsync()).ShouldBe("1");
        clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromMilliseconds(1));
        (await PasswordAsync()).ShouldBe("1");
        clock.Advance(TimeSpan.FromMilliseconds(1));
        (await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => PasswordAsync()))).ShouldAllBe(one => one == "2");

        // After a freeze of hours, and after a clock that was put back.
        clock.Advance(TimeSpan.FromHours(5));
        (await PasswordAsync()).ShouldBe("3");
        clock.SetUtcNow(clock.GetUtcNow() - TimeSpan.FromHours(1));
        (await PasswordAsync()).ShouldBe("4");

        // One that was refused is not given out again; that of somebody who came late changes nothing.
        password.Discard("4").ShouldBeTrue();
        (await PasswordAsync()).ShouldBe("5");
        password.Discard("4").ShouldBeTrue();
        (await PasswordAsync()).ShouldBe("5");

        async Task<string> PasswordAsync() => await password.PasswordAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task What_cannot_be_made_is_tried_again_by_the_next()
    {
        var made = 0;
        using var password = new RenewedPassword(_ => ++made == 1 ? throw new TimeoutException() : Task.FromResult("x"), TimeSpan.FromMinutes(10), new ManualTimeProvider());
        await Should.ThrowAsync<TimeoutException>(async () => await password.PasswordAsync(TestContext.Current.CancellationToken));
        (await password.PasswordAsync(TestContext.Current.CancellationToken)).ShouldBe("x");
    }

    /// <summary>As AWS describes Signature Version 4 for a request in an address, without the SDK.</summary>
    private static string Signature(Dictionary<string, string> query, string secret)
    {
        var canonicalQuery = string.Join('&', query.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}"));
        var request = $"GET\n/\n{canonicalQuery}\nhost:{Options.Host}:{Options.Port}\n\nhost\n{Hex(SHA256.HashData([]))}";
        var day = Now.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var toSign = $"AWS4-HMAC-SHA256\n{query["X-Amz-Date"]}\n{day}/eu-central-1/rds-db/aws4_request\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(request)))}";
        var key = Encoding.UTF8.GetBytes($"AWS4{secret}");
        foreach (var part in (string[])[day, "eu-central-1", "rds-db", "aws4_request"])
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        return Hex(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(toSign)));
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
