using System.Collections.Concurrent;
using System.Collections.Immutable;
using Pulumi;
using Pulumi.Testing;
using Vignette.Planning;

namespace Vignette.Rendering.Mocks;

/// <summary>
/// Stands for the cloud: it notes what is declared, and answers what the cloud would make up by what says whose it is, as a
/// <see cref="Reference"/>: <c>${name.id}</c>.
/// </summary>
internal sealed class CloudMocks : IMocks
{
    /// <summary>The account that everything is in.</summary>
    public const string Account = "123456789012";

    private readonly ConcurrentQueue<MockResourceArgs> _declared = new();
    private readonly NumberedReferences _numbers = new();
    private readonly MadeUpOutputs _outputs;

    public CloudMocks() => _outputs = new MadeUpOutputs(_numbers);

    /// <summary>What was declared, components too, in whatever order it was made.</summary>
    public IEnumerable<MockResourceArgs> Declared => _declared;

    /// <summary>What the program's stack gives out; null for a program that is no stack.</summary>
    public IReadOnlyDictionary<string, Output<object?>>? StackOutputs { get; private set; }

    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        _declared.Enqueue(args);
        return Task.FromResult<(string?, object)>((new Reference(args.Name!, "id").ToString(), _outputs.Of(args)));
    }

    public Task<object> CallAsync(MockCallArgs args) => Task.FromResult<object>(Invocations.Answer(args));

    public Task RegisterResourceOutputs(MockRegisterResourceOutputsRequest args)
    {
        if (args.Urn.Contains("::pulumi:pulumi:Stack::", StringComparison.Ordinal))
        {
            StackOutputs = args.Outputs;
        }

        return Task.CompletedTask;
    }

    /// <summary>A value as it may be shown: without secrets, and with references where the cloud would have made up numbers.</summary>
    public object Show(object value) => value switch
    {
        string text => Secrets.Mask(_numbers.Restore(text)),
        double number => _numbers.Find(number)?.ToString() ?? value,
        IReadOnlyDictionary<string, object> map => map.ToImmutableDictionary(pair => pair.Key, pair => Show(pair.Value)),
        IEnumerable<object> list => list.Select(Show).ToImmutableArray(),
        _ => value,
    };
}
