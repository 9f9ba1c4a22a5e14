using Vignette.Tests.MySql;

// One server for all; each test has a schema of its own there.
[assembly: AssemblyFixture(typeof(MySqlServer))]
