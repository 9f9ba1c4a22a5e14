namespace Vignette.Pipeline.Tests.Rig;

/// <summary>A test on a pipeline of its own.</summary>
public abstract class PipelineTest : IAsyncLifetime
{
    private protected PipelineRig Rig { get; private set; } = null!;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync() => Rig = await PipelineRig.StartAsync(new PipelineOptions { MaxFileBytes = 100_000 });

    public async ValueTask DisposeAsync()
    {
        await Rig.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
