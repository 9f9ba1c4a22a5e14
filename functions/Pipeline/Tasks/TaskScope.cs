using System.Collections;
using Vignette.Schema;

namespace Vignette.Pipeline.Tasks;

/// <summary>What every log line of a task carries.</summary>
internal sealed record TaskScope(string? CorrelationId, ImageId ImageId, TaskKind Task) : IReadOnlyList<KeyValuePair<string, object?>>
{
    public int Count => 3;

    public KeyValuePair<string, object?> this[int index] => index switch
    {
        0 => new(nameof(CorrelationId), CorrelationId),
        1 => new(nameof(ImageId), ImageId),
        2 => new(nameof(Task), Task),
        _ => throw new ArgumentOutOfRangeException(nameof(index)),
    };

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => $"{Task} of {ImageId} ({CorrelationId})";
}
