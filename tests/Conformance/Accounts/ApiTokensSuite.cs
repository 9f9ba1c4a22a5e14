using Vignette.Conformance.Catalog;
using Vignette.Schema.Accounts;

namespace Vignette.Conformance.Accounts;

public abstract class ApiTokensSuite(ICatalogDatabaseFactory factory) : CatalogSuite(factory)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private AccountDirectory Accounts => new(Catalog.Database, Catalog.Clock);

    private ApiTokens Tokens => new(Catalog.Database, Catalog.Clock);

    [Fact]
    public async Task A_token_says_whose_it_is_and_for_what_until_it_expires()
    {
        await Accounts.AddAsync("ann", Role.Annotator, null, Token);
        var (secret, made) = (await Tokens.CreateAsync("ann", "nightly import", TokenScopes.Read | TokenScopes.Upload, Day, Token)).ShouldNotBeNull();

        secret.ShouldStartWith(ApiTokens.Prefix);
        var holder = (await Tokens.UseAsync(secret, Token)).ShouldNotBeNull();
        (holder.Account.Name, holder.Account.Role, holder.Token).ShouldBe(("ann", Role.Annotator, made));
        (await Tokens.ListAsync("ann", Token)).ShouldBe([made with { UsedAt = Catalog.Clock.GetUtcNow() }]);

        Catalog.Clock.Advance(Day - TimeSpan.FromMilliseconds(1));
        (await Tokens.UseAsync(secret, Token)).ShouldNotBeNull();
        (await Tokens.ListAsync("ann", Token)).ShouldHaveSingleItem().UsedAt.ShouldBe(Catalog.Clock.GetUtcNow());
        Catalog.Clock.Advance(TimeSpan.FromMilliseconds(1));
        (await Tokens.UseAsync(secret, Token)).ShouldBeNull();
    }

    [Fact]
    public async Task What_is_no_token_opens_nothing()
    {
        await Accounts.AddAsync("ann", Role.Annotator, null, Token);
        var (secret, made) = (await Tokens.CreateAsync("ann", "a", TokenScopes.Read, Day, Token)).ShouldNotBeNull();
        string[] wrong = ["", "Bearer", ApiTokens.Prefix, secret[..^1], secret + "A", secret.ToUpperInvariant(), made.Id, ApiTokens.Prefix + made.Id, new string('x', 100_000), $"' OR 1=1 -- {secret}"];
        foreach (var text in wrong)
        {
            (await Tokens.UseAsync(text, Token)).ShouldBeNull();
        }
    }

    [Fact]
    public async Task A_token_goes_when_it_is_revoked_or_its_account_goes()
    {
        await Accounts.AddAsync("ann", Role.Annotator, null, Token);
        await Accounts.AddAsync("bob", Role.Viewer, null, Token);
        var (first, one) = (await Tokens.CreateAsync("ann", "a", TokenScopes.Read, Day, Token)).ShouldNotBeNull();
        var (second, _) = (await Tokens.CreateAsync("ann", "b", TokenScopes.Read, Day, Token)).ShouldNotBeNull();

        (await Tokens.RevokeAsync("bob", one.Id, Token)).ShouldBeFalse("it is another's");
        (await Tokens.UseAsync(first, Token)).ShouldNotBeNull();
        (await Tokens.RevokeAsync("ann", one.Id, Token)).ShouldBeTrue();
        (await Tokens.UseAsync(first, Token)).ShouldBeNull();
        (await Tokens.RevokeAsync("ann", one.Id, Token)).ShouldBeFalse();
        await Accounts.RemoveAsync("ann", Token);
        (await Tokens.UseAsync(second, Token)).ShouldBeNull();
        (await Tokens.CreateAsync("ann", "c", TokenScopes.Read, Day, Token)).ShouldBeNull("there is no such account");
    }

    [Fact]
    public async Task A_role_that_was_taken_away_is_gone_from_tokens_too()
    {
        await Accounts.AddAsync("ann", Role.Admin, null, Token);
        await Accounts.AddAsync("bob", Role.Admin, null, Token);
        var (secret, _) = (await Tokens.CreateAsync("ann", "a", TokenScopes.Admin, Day, Token)).ShouldNotBeNull();
        await Accounts.SetRoleAsync("ann", Role.Viewer, Token);
        (await Tokens.UseAsync(secret, Token)).ShouldNotBeNull().Account.Role.ShouldBe(Role.Viewer);
    }

    [Fact]
    public async Task An_account_has_only_so_many()
    {
        await Accounts.AddAsync("ann", Role.Annotator, null, Token);
        for (var i = 0; i < ApiTokens.MaxTokens; i++)
        {
            (await Tokens.CreateAsync("ann", $"{i}", TokenScopes.Read, Day, Token)).ShouldNotBeNull();
        }

        (await Tokens.CreateAsync("ann", "one more", TokenScopes.Read, Day, Token)).ShouldBeNull();
        await Should.ThrowAsync<ArgumentException>(() => Tokens.CreateAsync("ann", "", TokenScopes.Read, Day, Token));
        await Should.ThrowAsync<ArgumentException>(() => Tokens.CreateAsync("ann", "a", TokenScopes.None, Day, Token));
        await Should.ThrowAsync<ArgumentException>(() => Tokens.CreateAsync("ann", "a", TokenScopes.Read, ApiTokens.LongestLifetime + Day, Token));
        await Should.ThrowAsync<ArgumentException>(() => Tokens.CreateAsync("ann", "a", TokenScopes.Read, TimeSpan.Zero, Token));
    }
}
