using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Conformance.Catalog;

/// <summary>Random steps of many workers on one task, checked against what must hold after each of them.</summary>
public abstract class ClaimInterleavingSuite(ICatalogDatabaseFactory factory) : CatalogSuite(factory)
{
    private const int Steps = 400;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task A_result_is_written_at_most_once_for_a_version_and_never_by_two_holders(int seed)
    {
        var random = new Random(seed);
        var id = await Catalog.StoreAsync();
        var version = 1;
        var claims = new List<TaskClaim>();
        TaskClaim? holder = null;
        var leaseEnds = DateTimeOffset.MinValue;
        var endedFor = new Dictionary<string, TaskState>();
        var attempts = new Dictionary<string, int>();
        var ended = 0;

        for (var step = 0; step < Steps; step++)
        {
            switch (random.Next(10))
            {
                case 0 or 1 or 2 or 3:
                    await ClaimAsync();
                    break;
                case 4:
                    await TryAsync(claim => Catalog.Ledger.CompleteAsync(claim, CatalogFixture.Caption($"{claim.ObjectVersion} {claim.Token}"), Token), TaskState.Completed);
                    break;
                case 5:
                    await TryAsync(claim => Catalog.Ledger.FailAsync(claim, "failed", Token), TaskState.Failed);
                    break;
                case 6:
                    await TryAsync(claim => Catalog.Ledger.ReleaseAsync(claim, "released", Token), TaskState.Pending);
                    break;
                case 7:
                    Catalog.Clock.Advance(random.Next(3) * CatalogFixture.Lease / 2);
                    break;
                case 8:
                    version += random.Next(3) == 0 ? 1 : 0;
                    break;
                case 9 when random.Next(3) == 0:
                    (await Catalog.Ledger.ReleaseAllAsync(Token)).ShouldBe(holder is null ? 0 : 1);
                    holder = null;
                    break;
            }

            var task = (await Catalog.FindAsync(id)).CaptionTask;
            (task.State == TaskState.Processing).ShouldBe(holder is not null);
        }

        ended.ShouldBeGreaterThan(3);
        var history = (await Catalog.DetailsAsync(id)).History;
        history.Count(entry => entry.State is TaskState.Completed or TaskState.Failed).ShouldBe(ended);

        async Task ClaimAsync()
        {
            var wanted = $"v{version}";
            switch (await Catalog.Ledger.ClaimAsync(id, TaskKind.Caption, wanted, CatalogFixture.Lease, Token))
            {
                case ClaimResult.Claimed claimed:
                    endedFor.ShouldNotContainKey(wanted);
                    (holder is null || holder.ObjectVersion != wanted || leaseEnds <= Catalog.Clock.GetUtcNow()).ShouldBeTrue();
                    attempts[wanted] = attempts.GetValueOrDefault(wanted) + 1;
                    claimed.Claim.Attempt.ShouldBe(attempts[wanted]);
                    holder = claimed.Claim;
                    leaseEnds = Catalog.Clock.GetUtcNow() + CatalogFixture.Lease;
                    claims.Add(claimed.Claim);
                    break;
                case ClaimResult.Held held:
                    holder.ShouldNotBeNull().ObjectVersion.ShouldBe(wanted);
                    held.Until.ShouldBe(leaseEnds);
                    held.Until.ShouldBeGreaterThan(Catalog.Clock.GetUtcNow());
                    break;
                case ClaimResult.AlreadyEnded done:
                    done.State.ShouldBe(endedFor[wanted]);
                    break;
                case var other:
                    Assert.Fail($"The image is there, but: {other}");
                    break;
            }
        }

        async Task TryAsync(Func<TaskClaim, Task<bool>> act, TaskState state)
        {
            if (claims.Count == 0)
            {
                return;
            }

            // Any of the latest claims, held or lost.
            var claim = claims[random.Next(Math.Max(0, claims.Count - 3), claims.Count)];
            var before = (await Catalog.FindAsync(id)).Caption;
            var done = await act(claim);
            done.ShouldBe(claim == holder);
            var caption = (await Catalog.FindAsync(id)).Caption;
            caption.ShouldBe(done && state == TaskState.Completed ? $"{claim.ObjectVersion} {claim.Token}" : before);
            if (!done)
            {
                return;
            }

            holder = null;
            if (state != TaskState.Pending)
            {
                endedFor.TryAdd(claim.ObjectVersion, state).ShouldBeTrue();
                ended++;
            }
        }
    }
}
