using Vignette.Tests;
using Vignette.Tests.MySql;

// One server of each kind for all; each test has a schema and buckets of its own. One test at a time: some stop a server.
[assembly: AssemblyFixture(typeof(MySqlServer))]
[assembly: AssemblyFixture(typeof(RadosGateway))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]
