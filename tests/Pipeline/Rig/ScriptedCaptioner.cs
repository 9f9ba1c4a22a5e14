using Vignette.Pipeline.Captions;
using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Pipeline.Tests.Rig;

/// <summary>Captions by script: it notes what it was asked, and a test decides what happens.</summary>
internal sealed class ScriptedCaptioner : ICaptioner
{
    private int _calls;

    public int Calls => _calls;

    public CaptionRequest? LastRequest { get; private set; }

    /// <summary>What happens during a call, by its number, 1 the first time; nothing where it is null.</summary>
    public Func<int, CancellationToken, Task>? During { get; set; }

    public async Task<CaptionResult> CaptionAsync(CaptionRequest request, CancellationToken cancellationToken)
    {
        var call = Interlocked.Increment(ref _calls);
        LastRequest = request;
        if (During is { } during)
        {
            await during(call, cancellationToken);
        }

        return new CaptionResult($"Caption {call}", ["cat"], [], CaptionOrigin.Model, "a-model");
    }
}
