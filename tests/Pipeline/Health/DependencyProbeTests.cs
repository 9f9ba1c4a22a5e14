using Vignette.Pipeline.Health;
using Vignette.Pipeline.Tests.Rig;

namespace Vignette.Pipeline.Tests.Health;

public sealed class DependencyProbeTests : PipelineTest
{
    [Fact]
    public async Task Each_dependency_is_looked_at_by_itself()
    {
        var probes = Rig.Get<IEnumerable<IDependencyProbe>>().ToList();
        probes.Select(probe => probe.Name).ShouldBe(["catalog", "originals", "renditions"]);
        foreach (var probe in probes)
        {
            await probe.CheckAsync(Token);
        }

        Rig.Database.Fault = FaultyDatabase.Away;
        Directory.Delete(Rig.OriginalsFolder, recursive: true);

        (await SickAsync(probes)).ShouldBe(["catalog", "originals"]);
    }

    private static async Task<List<string>> SickAsync(IEnumerable<IDependencyProbe> probes)
    {
        var sick = new List<string>();
        foreach (var probe in probes)
        {
            try
            {
                await probe.CheckAsync(Token);
            }
            catch (Exception)
            {
                sick.Add(probe.Name);
            }
        }

        return sick;
    }
}
