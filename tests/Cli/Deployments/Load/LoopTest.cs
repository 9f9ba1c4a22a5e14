using Vignette.Cli.Deployments.Load.Arrivals;
using Vignette.Cli.Deployments.Load.Measuring;
using Vignette.Cli.Deployments.Load.Pictures;
using Vignette.Tests;

namespace Vignette.Cli.Tests.Deployments.Load;

/// <summary>A server that stalls for a second, by a clock that the test moves: what an open loop tells of it is known exactly.</summary>
public sealed class LoopTest
{
    private const int Pictures = 20;
    private const double Precision = 1 + (1 / 128.0);

    // Ten pictures a second; the answers to the sixth to the fifteenth come when the sixteenth is due.
    private const int FirstStalled = 5;
    private const int Over = 15;

    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(100);

    private readonly ManualTimeProvider _time = new();
    private readonly TaskCompletionSource _stall = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_open_loop_tells_of_a_stall_all_that_people_would_have_waited()
    {
        var latencies = (await OpenAsync(mostOpen: 100)).Acceptance;

        // Ten waited not at all, and the others 100, 200, … 1,000 ms.
        latencies.Count.ShouldBe(Pictures);
        latencies.Mean.ShouldBe(5500.0 / Pictures);
        latencies.P50.ShouldBe(0);
        latencies.At(55).ShouldBeInRange(100, 100 * Precision);
        latencies.P90.ShouldBeInRange(800, 800 * Precision);
        latencies.P99.ShouldBe(1000);
        latencies.Max.ShouldBe(1000);
    }

    [Fact]
    public async Task What_finds_no_room_is_sent_later_and_what_it_waited_counts()
    {
        var measures = await OpenAsync(mostOpen: 4);

        // Six of those that stalled were not sent before the stall was over, and yet all is as if they had been.
        measures.MostUploading.ShouldBe(4);
        measures.Acceptance.Mean.ShouldBe(5500.0 / Pictures);
        measures.Acceptance.P90.ShouldBeInRange(800, 800 * Precision);
        measures.Lateness.Max.ShouldBe(600);
        measures.Lateness.Mean.ShouldBe((600 + 500 + 400 + 300 + 200 + 100) / (double)Pictures);
    }

    [Fact]
    public async Task A_closed_loop_sends_less_while_it_waits_and_tells_of_one_picture()
    {
        await using var gallery = await StandInGallery.OpenAsync(_time, number => number == FirstStalled ? _stall.Task : Task.CompletedTask, Token);
        await using var feed = new PictureFeed(new OnePicture(), Pictures, "test");
        var running = new ClosedLoop(1, null, TimeSpan.Zero, _time).RunAsync(feed, gallery.SendAsync, CancellationToken.None);
        await Eventually.BeAsync(() => Task.FromResult(gallery.Arrived == FirstStalled + 1));
        _time.Advance(TimeSpan.FromSeconds(1));
        _stall.SetResult();
        await running;

        var latencies = gallery.Measures.Acceptance;
        (latencies.Count, latencies.P90, latencies.Max).ShouldBe((Pictures, 0, 1000));
        gallery.Measures.MostUploading.ShouldBe(1);
    }

    [Fact]
    public async Task A_closed_loop_has_as_many_clients_as_asked_for_who_pause_as_they_are_told()
    {
        await using var feed = new PictureFeed(new OnePicture(), 6, "test");
        var sent = 0;
        var running = new ClosedLoop(3, null, TimeSpan.Zero, _time).RunAsync(
            feed,
            (_, _) =>
            {
                Interlocked.Increment(ref sent);
                return Task.FromResult(TimeSpan.FromSeconds(5));
            },
            CancellationToken.None);
        await Eventually.BeAsync(() => Task.FromResult(_time.ActiveTimers == 3));
        sent.ShouldBe(3);
        _time.Advance(TimeSpan.FromSeconds(5));
        await Eventually.BeAsync(() => Task.FromResult(_time.ActiveTimers == 3 && Volatile.Read(ref sent) == 6));
        _time.Advance(TimeSpan.FromSeconds(5));
        await running;
    }

    [Fact]
    public async Task Clients_begin_one_after_the_other_and_end_when_time_is_up()
    {
        await using var feed = new PictureFeed(new OnePicture(), null, "test");
        var due = new List<long>();
        var start = _time.GetTimestamp();
        var running = new ClosedLoop(4, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(8), _time).RunAsync(
            feed,
            (_, at) =>
            {
                lock (due)
                {
                    due.Add(at);
                }

                return Task.FromResult(TimeSpan.FromSeconds(100));
            },
            CancellationToken.None);
        await Eventually.BeAsync(() => Task.FromResult(_time.ActiveTimers == 4));
        foreach (var client in Enumerable.Range(1, 3))
        {
            _time.Advance(TimeSpan.FromSeconds(2));
            await Eventually.BeAsync(() => Task.FromResult(Count() == client + 1 && _time.ActiveTimers == 4));
        }

        _time.Advance(TimeSpan.FromSeconds(200));
        await running;
        due.Select(at => _time.GetElapsedTime(start, at).TotalSeconds).ShouldBe([0, 2, 4, 6]);

        int Count()
        {
            lock (due)
            {
                return due.Count;
            }
        }
    }

    [Fact]
    public async Task An_open_loop_sends_nothing_that_is_due_when_time_is_up_and_waits_for_what_it_sent()
    {
        await using var feed = new PictureFeed(new OnePicture(), null, "test");
        var sent = 0;
        var answer = new TaskCompletionSource<TimeSpan>(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = new OpenLoop(new ArrivalSchedule(1, ArrivalKind.Constant, TimeSpan.Zero, 1), TimeSpan.FromSeconds(3), 10, _time).RunAsync(
            feed,
            (_, _) =>
            {
                Interlocked.Increment(ref sent);
                return answer.Task;
            },
            CancellationToken.None);
        for (var second = 1; second <= 3; second++)
        {
            await Eventually.BeAsync(() => Task.FromResult(Volatile.Read(ref sent) == second));
            running.IsCompleted.ShouldBeFalse();
            await Eventually.BeAsync(() => Task.FromResult(second == 3 || _time.ActiveTimers == 1));
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        running.IsCompleted.ShouldBeFalse();
        answer.SetResult(TimeSpan.Zero);
        await running;
        sent.ShouldBe(3);
    }

    [Fact]
    public async Task Both_end_when_they_are_stopped_and_wait_for_what_is_on_its_way()
    {
        foreach (var loop in (ILoop[])[new OpenLoop(new ArrivalSchedule(1, ArrivalKind.Constant, TimeSpan.Zero, 1), null, 10, _time), new ClosedLoop(1, null, TimeSpan.Zero, _time)])
        {
            await using var feed = new PictureFeed(new OnePicture(), null, "test");
            using var stop = new CancellationTokenSource();
            var sent = 0;
            var answer = new TaskCompletionSource<TimeSpan>(TaskCreationOptions.RunContinuationsAsynchronously);
            var running = loop.RunAsync(
                feed,
                (_, _) =>
                {
                    Interlocked.Increment(ref sent);
                    return answer.Task;
                },
                stop.Token);
            await Eventually.BeAsync(() => Task.FromResult(Volatile.Read(ref sent) == 1));
            await stop.CancelAsync();
            running.IsCompleted.ShouldBeFalse();
            answer.SetResult(TimeSpan.Zero);
            await running;
            sent.ShouldBe(1);
        }
    }

    [Fact]
    public async Task A_picture_that_cannot_be_read_ends_a_loop_with_the_reason()
    {
        await using var feed = new PictureFeed(new Unreadable(), null, "test");
        var fault = await Should.ThrowAsync<IOException>(() => new ClosedLoop(2, null, TimeSpan.Zero, _time).RunAsync(feed, (_, _) => Task.FromResult(TimeSpan.Zero), CancellationToken.None));
        fault.Message.ShouldBe("It is gone.");
    }

    private async Task<LoadMeasures> OpenAsync(int mostOpen)
    {
        await using var gallery = await StandInGallery.OpenAsync(_time, number => number is >= FirstStalled and < Over ? _stall.Task : Task.CompletedTask, Token);
        await using var feed = new PictureFeed(new OnePicture(), Pictures, "test");
        var schedule = new ArrivalSchedule(1 / Gap.TotalSeconds, ArrivalKind.Constant, TimeSpan.Zero, 1);
        var running = new OpenLoop(schedule, null, mostOpen, _time).RunAsync(feed, gallery.SendAsync, CancellationToken.None);
        for (var number = 0; number < Pictures; number++)
        {
            if (number == Over)
            {
                _stall.SetResult();
            }

            // All that can have happened at this moment has.
            var (arrived, accepted) = number is >= FirstStalled and < Over ? (Math.Min(number + 1, FirstStalled + mostOpen), FirstStalled) : (number + 1, number + 1);
            await Eventually.BeAsync(() => Task.FromResult(gallery.Arrived == arrived && gallery.Measures.Accepted == accepted));
            _time.Advance(Gap);
        }

        await running;
        return gallery.Measures;
    }

    private sealed class Unreadable : IPictureSource
    {
        public string Description => "";

        public Task<(Pipeline.Imaging.ImageFormat Format, ReadOnlyMemory<byte> Bytes)> GetAsync(int number, CancellationToken cancellationToken) => throw new IOException("It is gone.");
    }
}
