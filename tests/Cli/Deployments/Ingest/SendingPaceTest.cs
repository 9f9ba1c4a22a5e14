using System.Net;
using Vignette.Cli.Deployments;
using Vignette.Cli.Deployments.Ingest;
using Vignette.Tests;

namespace Vignette.Cli.Tests.Deployments.Ingest;

/// <summary>How fast a gallery is asked.</summary>
public sealed class SendingPaceTest
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly ManualTimeProvider _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_runs_at_once_grows_by_one_with_each_round_and_no_further_than_allowed()
    {
        var pace = Pace(most: 4);
        pace.Limit.ShouldBe(2);
        await SucceedAsync(pace, 2);
        pace.Limit.ShouldBe(3);
        await SucceedAsync(pace, 2);
        pace.Limit.ShouldBe(3);
        await SucceedAsync(pace, 20);
        pace.Limit.ShouldBe(4);
        Pace(most: 1).Limit.ShouldBe(1);
    }

    [Fact]
    public async Task No_more_runs_at_once_than_the_limit()
    {
        var pace = Pace(most: 8);
        await SucceedAsync(pace, 5);
        var (limit, running, gate) = (pace.Limit, 0, new TaskCompletionSource());
        var works = Enumerable.Range(0, 10).Select(_ => pace.RunAsync(
            async () =>
            {
                Interlocked.Increment(ref running);
                await gate.Task;
                return 0;
            },
            Token)).ToList();
        running.ShouldBe(limit);
        gate.SetResult();
        await Task.WhenAll(works);
        running.ShouldBe(10);
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests, 7)]
    [InlineData(HttpStatusCode.ServiceUnavailable, 7)]
    public async Task All_wait_as_long_as_the_gallery_says_and_half_as_much_runs_then(HttpStatusCode status, int seconds)
    {
        var pace = Pace(most: 8);
        await SucceedAsync(pace, 100);
        pace.Limit.ShouldBe(8);
        var (calls, others) = (0, 0);
        var refused = pace.RunAsync(() => ++calls == 1 ? Task.FromException<int>(Fault(status, TimeSpan.FromSeconds(seconds))) : Task.FromResult(0), Token);
        await WaitingAsync(1);
        var other = pace.RunAsync(() => Task.FromResult(++others), Token);
        await WaitingAsync(2);
        pace.Limit.ShouldBe(4);

        _time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
        (calls, others).ShouldBe((1, 0));
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await Task.WhenAll(refused, other);
        (calls, others).ShouldBe((2, 1));
    }

    [Fact]
    public async Task Those_that_ran_at_the_same_time_and_are_refused_cut_once()
    {
        var pace = Pace(most: 8);
        await SucceedAsync(pace, 100);
        var (gate, calls) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), 0);
        var works = Enumerable.Range(0, 8).Select(_ => pace.RunAsync(
            async () =>
            {
                if (Interlocked.Increment(ref calls) > 8)
                {
                    return 0;
                }

                await gate.Task;
                throw Fault(HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(1));
            },
            Token)).ToList();
        calls.ShouldBe(8);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        gate.SetResult();
        await WaitingAsync(8);
        pace.Limit.ShouldBe(4);
        _time.Advance(TimeSpan.FromSeconds(1));
        await Task.WhenAll(works);
    }

    [Fact]
    public async Task One_that_is_away_is_asked_ever_more_seldom_and_given_up_once_patience_is_over()
    {
        var pauses = new List<double>();
        var pace = new SendingPace(8, Patience, _time, () => 1) { OnPause = (_, pause) => pauses.Add(pause.TotalSeconds) };
        var away = pace.RunAsync<int>(() => throw new GalleryException(GalleryFaultKind.Unreachable, "is not reached"), Token);
        while (!away.IsCompleted)
        {
            await Eventually.BeAsync(() => Task.FromResult(away.IsCompleted || _time.ActiveTimers == 1));
            _time.Advance(TimeSpan.FromSeconds(0.5));
        }

        (await Should.ThrowAsync<GalleryAwayException>(away)).Fault.Kind.ShouldBe(GalleryFaultKind.Unreachable);
        pauses.ShouldBe([0.5, 1, 2, 4, 8, 16]);
        pace.Limit.ShouldBe(1);
        var calls = 0;
        await Should.ThrowAsync<GalleryAwayException>(() => pace.RunAsync(() => Task.FromResult(++calls), Token));
        calls.ShouldBe(0);
    }

    [Fact]
    public async Task Longer_than_the_patience_nobody_waits()
    {
        var pace = Pace(most: 8);
        await Should.ThrowAsync<GalleryAwayException>(() => pace.RunAsync<int>(() => throw Fault(HttpStatusCode.TooManyRequests, Patience + TimeSpan.FromSeconds(1)), Token));
    }

    [Fact]
    public async Task Patience_begins_anew_with_each_success()
    {
        var pace = Pace(most: 1);
        for (var round = 0; round < 10; round++)
        {
            var calls = 0;
            var work = pace.RunAsync(() => ++calls == 1 ? Task.FromException<int>(Fault(HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(50))) : Task.FromResult(0), Token);
            await WaitingAsync(1);
            _time.Advance(TimeSpan.FromSeconds(50));
            await work;
        }
    }

    [Fact]
    public async Task What_does_not_pass_is_told_at_once_and_slows_nobody()
    {
        var pace = Pace(most: 8);
        await SucceedAsync(pace, 100);
        var calls = 0;
        (await Should.ThrowAsync<GalleryException>(() => pace.RunAsync<int>(
            () =>
            {
                calls++;
                throw Fault(HttpStatusCode.UnsupportedMediaType, null);
            },
            Token))).Status.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (calls, pace.Limit).ShouldBe((1, 8));
    }

    [Fact]
    public async Task One_that_fails_again_and_again_while_others_succeed_is_given_up_alone()
    {
        // Room for others however often it is cut.
        var pace = Pace(most: 32);
        await SucceedAsync(pace, 1000);
        var calls = 0;
        var broken = pace.RunAsync<int>(
            async () =>
            {
                calls++;
                await SucceedAsync(pace, 1);
                throw new GalleryException(GalleryFaultKind.BrokeOff, "broke off");
            },
            Token);
        while (!broken.IsCompleted)
        {
            await Eventually.BeAsync(() => Task.FromResult(broken.IsCompleted || _time.ActiveTimers == 1));
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        await Should.ThrowAsync<GalleryException>(broken);
        calls.ShouldBe(4);
        await SucceedAsync(pace, 1);
    }

    [Fact]
    public async Task Who_stops_does_not_wait()
    {
        var pace = Pace(most: 8);
        using var stop = new CancellationTokenSource();
        var work = pace.RunAsync<int>(() => throw Fault(HttpStatusCode.ServiceUnavailable, null), stop.Token);
        await WaitingAsync(1);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(work);
    }

    private SendingPace Pace(int most) => new(most, Patience, _time, () => 1);

    private Task WaitingAsync(int count) => Eventually.BeAsync(() => Task.FromResult(_time.ActiveTimers == count));

    private static async Task SucceedAsync(SendingPace pace, int times)
    {
        for (var time = 0; time < times; time++)
        {
            await pace.RunAsync(() => Task.FromResult(0), Token);
        }
    }

    private static GalleryException Fault(HttpStatusCode status, TimeSpan? retryAfter) =>
        new((int)status is 429 or 503 ? GalleryFaultKind.Unavailable : GalleryFaultKind.Refused, "no") { Status = status, RetryAfter = retryAfter };
}
