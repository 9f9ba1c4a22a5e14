using Vignette.Gallery.Apis.Contracts;

namespace Vignette.Cli.Deployments.Ingest;

/// <summary>
/// Sees to it that of files with the same content one is sent. Remembers what is being sent, and a bounded number of what was:
/// what was forgotten the gallery knows.
/// </summary>
internal sealed class SentDigests(int most = 20_000)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Queue<Candidate>> _sending = [];
    private readonly Dictionary<string, UploadedImage> _sent = [];
    private readonly Queue<string> _order = [];

    /// <summary>Whether this one is to be sent. Otherwise <paramref name="sent"/> is what has its content, or it waits for the one that is being sent.</summary>
    public bool TryBegin(Candidate candidate, out UploadedImage? sent)
    {
        lock (_lock)
        {
            if (_sent.TryGetValue(candidate.Digest, out sent))
            {
                return false;
            }

            if (_sending.TryGetValue(candidate.Digest, out var waiting))
            {
                waiting.Enqueue(candidate);
                return false;
            }

            _sending.Add(candidate.Digest, []);
            return true;
        }
    }

    /// <summary>Notes what was sent, and returns those that waited for it.</summary>
    public IReadOnlyCollection<Candidate> Complete(string digest, UploadedImage image)
    {
        lock (_lock)
        {
            _sent[digest] = image;
            _order.Enqueue(digest);
            if (_order.Count > most)
            {
                _sent.Remove(_order.Dequeue());
            }

            return _sending.Remove(digest, out var waiting) ? waiting : [];
        }
    }

    /// <summary>Returns those that waited for one that the gallery does not take.</summary>
    public IReadOnlyCollection<Candidate> GiveUp(string digest)
    {
        lock (_lock)
        {
            return _sending.Remove(digest, out var waiting) ? waiting : [];
        }
    }

    /// <summary>The next that is to be sent in place of one that could not be read; null where nobody waits.</summary>
    public Candidate? Next(string digest)
    {
        lock (_lock)
        {
            if (_sending[digest].TryDequeue(out var next))
            {
                return next;
            }

            _sending.Remove(digest);
            return null;
        }
    }
}
