using Vignette.Conformance.Catalog;
using Vignette.Schema;
using Vignette.Schema.Accounts;

namespace Vignette.Conformance.Accounts;

public abstract class AuditLogSuite(ICatalogDatabaseFactory factory) : CatalogSuite(factory)
{
    private AuditLog Log => new(Catalog.Database, Catalog.Clock);

    [Fact]
    public async Task Entries_are_found_by_what_they_say_the_latest_first()
    {
        var image = ImageId.New(Catalog.Clock);
        var began = Catalog.Clock.GetUtcNow();
        await Log.AddAsync([new AuditEntry("ann", AuditAction.SignIn) { Address = "192.0.2.1" }, new AuditEntry("ann", AuditAction.Upload) { Image = image, Token = "nightly", Address = "2001:db8::1" }], Token);
        Catalog.Clock.Advance(TimeSpan.FromHours(1));
        await Log.AddAsync([new AuditEntry("bob", AuditAction.Annotate) { Image = image, Detail = "boxes" }, new AuditEntry("bob", AuditAction.ChangeRole) { Subject = "ann", Detail = "viewer" }], Token);

        var all = await ListAsync(new AuditQuery());
        all.Select(entry => (entry.Actor, entry.Action)).ShouldBe([("bob", AuditAction.ChangeRole), ("bob", AuditAction.Annotate), ("ann", AuditAction.Upload), ("ann", AuditAction.SignIn)]);
        (all[2] with { Id = 0 }).ShouldBe(new AuditEntry("ann", AuditAction.Upload) { At = began, Image = image, Token = "nightly", Address = "2001:db8::1" });
        (all[0].Subject, all[0].Detail, all[0].At).ShouldBe(("ann", "viewer", began + TimeSpan.FromHours(1)));
        (await ListAsync(new AuditQuery { Image = image })).ShouldBe([all[1], all[2]]);
        (await ListAsync(new AuditQuery { Actor = "ann" })).ShouldBe([all[2], all[3]]);
        (await ListAsync(new AuditQuery { Action = AuditAction.Upload })).ShouldBe([all[2]]);
        (await ListAsync(new AuditQuery { From = began + TimeSpan.FromHours(1) })).ShouldBe([all[0], all[1]]);
        (await ListAsync(new AuditQuery { Until = began + TimeSpan.FromHours(1), Actor = "ann", Image = image })).ShouldBe([all[2]]);
        (await ListAsync(new AuditQuery { Before = all[1].Id, Limit = 1 })).ShouldBe([all[2]]);
    }

    [Fact]
    public async Task It_outlives_the_image_and_is_read_to_its_end()
    {
        var id = await Catalog.StoreAsync();
        await Log.AddAsync([.. Enumerable.Range(0, AuditQuery.MaxLimit + 7).Select(i => new AuditEntry("ann", AuditAction.Annotate) { Image = id, Detail = $"{i}" })], Token);
        await Catalog.Removals.MarkAsync(id, Token);
        Catalog.Clock.Advance(TimeSpan.FromDays(60));
        await Catalog.Removals.PurgeAsync(id, Token);

        var walked = await Log.WalkAsync(new AuditQuery { Image = id, Limit = 3 }, Token).ToListAsync(Token);
        walked.Select(entry => entry.Detail).ShouldBe(Enumerable.Range(0, AuditQuery.MaxLimit + 7).Reverse().Select(i => $"{i}"));
    }

    [Fact]
    public async Task Names_of_any_length_are_cut_to_what_fits()
    {
        await Log.AddAsync([new AuditEntry(new string('東', 10_000), AuditAction.SignInRefused)], Token);
        (await ListAsync(new AuditQuery())).ShouldHaveSingleItem().Actor.ShouldBe(new string('東', AuditEntry.MaxNameLength));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => ListAsync(new AuditQuery { Limit = 0 }));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => ListAsync(new AuditQuery { Limit = AuditQuery.MaxLimit + 1 }));
    }

    private Task<IReadOnlyList<AuditEntry>> ListAsync(AuditQuery query) => Log.ListAsync(query, Token);
}
