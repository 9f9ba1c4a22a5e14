using Vignette.Tests;

// One server for all, and one test at a time: some measure what the process allocates.
[assembly: AssemblyFixture(typeof(RadosGateway))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]
