using Vignette.Conformance.Catalog;
using Vignette.Schema.Accounts;

namespace Vignette.Conformance.Accounts;

public abstract class AccountDirectorySuite(ICatalogDatabaseFactory factory) : CatalogSuite(factory)
{
    private AccountDirectory Accounts => new(Catalog.Database, Catalog.Clock);

    [Fact]
    public async Task An_account_is_found_by_its_name_in_any_case()
    {
        (await Accounts.IsEmptyAsync(Token)).ShouldBeTrue();
        (await AddAsync("Ann Smith", Role.Annotator, "hash")).ShouldBe(AccountOutcome.Done);

        var ann = (await Accounts.FindAsync("ann SMITH", Token)).ShouldNotBeNull();
        (ann.Name, ann.Role, ann.PasswordHash, ann.CreatedAt).ShouldBe(("Ann Smith", Role.Annotator, "hash", Catalog.Clock.GetUtcNow()));
        ann.Stamp.Length.ShouldBe(32);
        (await AddAsync("ANN SMITH", Role.Viewer, null)).ShouldBe(AccountOutcome.Taken);
        (await AddAsync("Änne 東京 😀", Role.Viewer, null)).ShouldBe(AccountOutcome.Done);
        (await Accounts.FindAsync("änne 東京 😀", Token)).ShouldNotBeNull().Name.ShouldBe("Änne 東京 😀");
        (await Accounts.ListAsync(Token)).Select(account => account.Name).ShouldBe(["Ann Smith", "Änne 東京 😀"]);
        (await Accounts.FindAsync("nobody", Token)).ShouldBeNull();
        (await Accounts.IsEmptyAsync(Token)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData(" ann")]
    [InlineData("an\u0007n")]
    [InlineData("an\u202En")]
    [InlineData("an\u200Bn")]
    public async Task A_name_that_cannot_be_told_from_another_is_refused(string name)
    {
        await Should.ThrowAsync<ArgumentException>(() => AddAsync(name, Role.Viewer, null));
        await Should.ThrowAsync<ArgumentException>(() => AddAsync(new string('a', AccountName.MaxLength + 1), Role.Viewer, null));
        // An attribute would not keep half a character.
        await Should.ThrowAsync<ArgumentException>(() => AddAsync("an\uD800n", Role.Viewer, null));
        (await AddAsync(new string('東', AccountName.MaxLength), Role.Viewer, null)).ShouldBe(AccountOutcome.Done);
    }

    [Fact]
    public async Task The_last_administrator_stays_one()
    {
        await AddAsync("ann", Role.Admin, null);
        await AddAsync("bob", Role.Admin, null);
        (await Accounts.SetRoleAsync("bob", Role.Viewer, Token)).ShouldBe(AccountOutcome.Done);
        (await Accounts.SetRoleAsync("ann", Role.Annotator, Token)).ShouldBe(AccountOutcome.LastAdmin);
        (await Accounts.RemoveAsync("ann", Token)).ShouldBe(AccountOutcome.LastAdmin);
        (await Accounts.SetRoleAsync("ann", Role.Admin, Token)).ShouldBe(AccountOutcome.Done);
        (await Accounts.RemoveAsync("bob", Token)).ShouldBe(AccountOutcome.Done);
        (await Accounts.RemoveAsync("bob", Token)).ShouldBe(AccountOutcome.NotFound);
        (await Accounts.FindAsync("ann", Token))!.Role.ShouldBe(Role.Admin);
    }

    [Fact]
    public async Task Of_two_administrators_who_remove_each_other_one_stays()
    {
        for (var round = 0; round < 10; round++)
        {
            await AddAsync("ann", Role.Admin, null);
            await AddAsync("bob", Role.Admin, null);
            var outcomes = await Task.WhenAll(Accounts.RemoveAsync("ann", Token), Accounts.SetRoleAsync("bob", Role.Viewer, Token));

            outcomes.Order().ShouldBe([AccountOutcome.Done, AccountOutcome.LastAdmin]);
            (await Accounts.ListAsync(Token)).Count(account => account.Role == Role.Admin).ShouldBe(1);
        }
    }

    [Fact]
    public async Task Only_one_makes_the_first_account()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Accounts.AddFirstAsync($"admin {i}", "hash", Token)));

        outcomes.Count(outcome => outcome == AccountOutcome.Done).ShouldBe(1);
        (await Accounts.ListAsync(Token)).ShouldHaveSingleItem().Role.ShouldBe(Role.Admin);
    }

    [Fact]
    public async Task After_some_wrong_passwords_none_is_taken_for_a_while_but_never_for_long()
    {
        await AddAsync("ann", Role.Viewer, "hash");
        for (var i = 1; i < AccountDirectory.MaxFailures; i++)
        {
            await Accounts.FailAsync("ann", Token);
        }

        (await Accounts.FindAsync("ann", Token))!.LockedUntil.ShouldBeNull();
        await Accounts.FailAsync("ann", Token);
        (await Accounts.FindAsync("ann", Token))!.LockedUntil.ShouldBe(Catalog.Clock.GetUtcNow() + AccountDirectory.FirstLock);
        for (var i = 0; i < 100; i++)
        {
            await Accounts.FailAsync("ann", Token);
        }

        (await Accounts.FindAsync("ann", Token))!.LockedUntil.ShouldBe(Catalog.Clock.GetUtcNow() + AccountDirectory.LongestLock);
        await Accounts.SucceedAsync("ann", "stronger", Token);
        var ann = (await Accounts.FindAsync("ann", Token))!;
        (ann.Failures, ann.LockedUntil, ann.SignedInAt, ann.PasswordHash).ShouldBe((0, null, Catalog.Clock.GetUtcNow(), "stronger"));
        (await Accounts.FailAsync("nobody", Token)).ShouldBe(AccountOutcome.NotFound);
    }

    [Fact]
    public async Task Another_password_unlocks_and_ends_sessions()
    {
        await AddAsync("ann", Role.Viewer, "hash");
        var before = (await Accounts.FindAsync("ann", Token))!;
        for (var i = 0; i < AccountDirectory.MaxFailures; i++)
        {
            await Accounts.FailAsync("ann", Token);
        }

        await Accounts.SetPasswordAsync("ann", "other", Token);
        var after = (await Accounts.FindAsync("ann", Token))!;
        (after.PasswordHash, after.Failures, after.LockedUntil).ShouldBe(("other", 0, null));
        after.Stamp.ShouldNotBe(before.Stamp);
        await Accounts.EndSessionsAsync("ann", Token);
        (await Accounts.FindAsync("ann", Token))!.Stamp.ShouldNotBe(after.Stamp);
    }

    [Fact]
    public async Task Who_comes_from_an_identity_provider_is_known_by_what_that_calls_them()
    {
        await AddAsync("bob@example.com", Role.Admin, "hash");
        var ann = (await Accounts.EnterAsync("subject-1", "ann@example.com", Role.Viewer, Token)).ShouldNotBeNull();
        await Accounts.SetRoleAsync(ann.Name, Role.Annotator, Token);

        // With another address, and a role that they were not given here.
        var again = (await Accounts.EnterAsync("subject-1", "ann@other.example.com", Role.Admin, Token)).ShouldNotBeNull();
        (again.Name, again.Role).ShouldBe(("ann@example.com", Role.Annotator));
        (await Accounts.EnterAsync("subject-2", "BOB@example.com", Role.Viewer, Token)).ShouldBeNull("that name is another's");
        (await Accounts.FindBySubjectAsync("subject-2", Token)).ShouldBeNull();
    }

    [Fact]
    public async Task What_owners_have_is_counted()
    {
        await AddAsync("ann", Role.Annotator, null);
        await Catalog.StoreAsync("a.jpg");
        await Catalog.StoreAsync("b.jpg");
        (await Accounts.UsageAsync("ann", Token)).ShouldBe(new AccountUsage("ann", 2, 2468));
        (await Accounts.UsageAsync("bob", Token)).ShouldBe(new AccountUsage("bob", 0, 0));
        (await Accounts.UsageAsync(Token)).ShouldBe([new AccountUsage("ann", 2, 2468)]);
        (await Accounts.SetQuotaAsync("ann", 5000, Token)).ShouldBe(AccountOutcome.Done);
        (await Accounts.FindAsync("ann", Token))!.MaxBytes.ShouldBe(5000);
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => Accounts.SetQuotaAsync("ann", -1, Token));
    }

    private Task<AccountOutcome> AddAsync(string name, Role role, string? hash) => Accounts.AddAsync(name, role, hash, Token);
}
