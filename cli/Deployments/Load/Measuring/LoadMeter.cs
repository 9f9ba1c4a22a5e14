namespace Vignette.Cli.Deployments.Load.Measuring;

/// <summary>Counts and times what happens to pictures. May be told by several at once. Nothing is kept of a picture once it was counted.</summary>
internal sealed class LoadMeter
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly LatencyHistogram _acceptance = new();
    private readonly LatencyHistogram _endToEnd = new();
    private readonly LatencyHistogram _lateness = new();
    private readonly Dictionary<string, ErrorCount> _errors = [];
    private readonly List<SecondCounts> _series = [];
    private long _sent;
    private long _answered;
    private long _accepted;
    private long _finished;
    private long _failed;
    private long _lost;
    private long _bytes;
    private long _lastAnswer;
    private long _last;
    private int _mostUploading;
    private int _mostWaiting;

    /// <summary>The run starts now.</summary>
    public LoadMeter(TimeProvider time)
    {
        _time = time;
        _start = _lastAnswer = _last = time.GetTimestamp();
    }

    /// <summary>Uploads that were begun.</summary>
    public long Sent => Locked(() => _sent);

    /// <summary>Pictures that have both results, and those that never will.</summary>
    public long Done => Locked(() => _finished + _sent - _accepted + _lost);

    /// <summary>An upload begins.</summary>
    /// <param name="due">The timestamp at which it was to begin.</param>
    public void Send(long due)
    {
        lock (_gate)
        {
            _lateness.Record(Microseconds(due, _time.GetTimestamp()));
            _sent++;
            _mostUploading = Math.Max(_mostUploading, Uploading);
            Note(second => second with { Sent = second.Sent + 1 });
        }
    }

    /// <summary>An upload was taken.</summary>
    public void Accept(long due, long bytes)
    {
        lock (_gate)
        {
            _lastAnswer = _last = _time.GetTimestamp();
            _acceptance.Record(Microseconds(due, _last));
            _bytes += bytes;
            _accepted++;
            _answered++;
            _mostWaiting = Math.Max(_mostWaiting, Waiting);
            Note(second => second with { Accepted = second.Accepted + 1 });
        }
    }

    /// <summary>An upload was not taken.</summary>
    public void Reject(string kind, string example)
    {
        lock (_gate)
        {
            _lastAnswer = _last = _time.GetTimestamp();
            _answered++;
            Err(kind, example);
        }
    }

    /// <summary>A picture that was taken has both results.</summary>
    /// <param name="failures">What failed of it: kinds of errors with what the gallery says.</param>
    public void Finish(long due, IReadOnlyList<(string Kind, string Example)> failures)
    {
        lock (_gate)
        {
            _last = _time.GetTimestamp();
            _endToEnd.Record(Microseconds(due, _last));
            _finished++;
            _failed += failures.Count > 0 ? 1 : 0;
            Note(second => second with { Finished = second.Finished + 1 });
            foreach (var (kind, example) in failures)
            {
                Err(kind, example);
            }
        }
    }

    /// <summary>Pictures that were taken are given up.</summary>
    public void Lose(int count, string kind, string example)
    {
        lock (_gate)
        {
            _lost += count;
            for (var one = 0; one < count; one++)
            {
                Err(kind, example);
            }
        }
    }

    /// <summary>All of it so far.</summary>
    public LoadMeasures Measures()
    {
        lock (_gate)
        {
            return new LoadMeasures(
                Math.Round(_time.GetElapsedTime(_start, _last).TotalSeconds, 3),
                Math.Round(_time.GetElapsedTime(_start, _lastAnswer).TotalSeconds, 3),
                _sent,
                _accepted,
                _finished,
                _failed,
                _lost,
                Math.Round(_bytes / 1e6, 3),
                _mostUploading,
                _mostWaiting,
                Latencies.Of(_acceptance),
                Latencies.Of(_endToEnd),
                Latencies.Of(_lateness),
                [.. _errors.Values.OrderByDescending(error => error.Count).ThenBy(error => error.Kind, StringComparer.Ordinal)],
                [.. _series]);
        }
    }

    private int Uploading => (int)(_sent - _answered);

    private int Waiting => (int)(_accepted - _finished - _lost);

    private long Microseconds(long from, long to) => _time.GetElapsedTime(from, to).Ticks / TimeSpan.TicksPerMicrosecond;

    private void Err(string kind, string example)
    {
        _errors[kind] = _errors.TryGetValue(kind, out var known) ? known with { Count = known.Count + 1 } : new ErrorCount(kind, 1, example);
        Note(second => second with { Errors = second.Errors + 1 });
    }

    // A second in which nothing happened ends as the one before it.
    private void Note(Func<SecondCounts, SecondCounts> change)
    {
        var now = (int)_time.GetElapsedTime(_start).TotalSeconds;
        while (_series.Count <= now)
        {
            var before = _series.Count > 0 ? _series[^1] : new SecondCounts(-1, 0, 0, 0, 0, 0, 0);
            _series.Add(new SecondCounts(_series.Count, 0, 0, 0, 0, before.Uploading, before.Waiting));
        }

        _series[^1] = change(_series[^1]) with { Uploading = Uploading, Waiting = Waiting };
    }

    private T Locked<T>(Func<T> read)
    {
        lock (_gate)
        {
            return read();
        }
    }
}
