using Vignette.Tests.Lambda;

namespace Vignette.Hosts.Tests.Rig;

/// <summary>
/// A queue before a function, as SQS is at its worst: messages come in any order, some of them twice. What a function keeps
/// comes again; what it has kept too often is a dead letter.
/// </summary>
internal sealed class CloudQueue(CloudFunction function, int maxReceives, Random random)
{
    private const int BatchSize = 5;

    private readonly List<SqsMessage> _messages = [];
    private readonly List<SqsMessage> _deadLetters = [];
    private int _count;

    public bool IsEmpty => _messages.Count == 0;

    public IReadOnlyList<SqsMessage> DeadLetters => _deadLetters;

    public void Send(string body) => _messages.Add(new SqsMessage($"m{_count++}", body, 0));

    /// <summary>Delivers once whatever there is.</summary>
    public async Task DeliverAsync()
    {
        var received = _messages.Select(message => message with { ReceiveCount = message.ReceiveCount + 1 }).ToArray();
        random.Shuffle(received);
        _messages.Clear();
        foreach (var batch in received.Chunk(BatchSize))
        {
            var answer = await function.InvokeAsync(SqsBatch.Of(batch));
            var kept = answer.IsError ? batch : [.. batch.Where(message => SqsBatch.Kept(answer).Contains(message.Id))];
            _messages.AddRange(kept.Where(message => message.ReceiveCount < maxReceives));
            _deadLetters.AddRange(kept.Where(message => message.ReceiveCount >= maxReceives));
        }
    }
}
