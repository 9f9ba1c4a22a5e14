using MySqlConnector;
using Vignette.Bench;
using Vignette.Schema.MySql;
using Vignette.Tests.MySql;

// What `./dev bench catalog` measures of SQLite, of MySQL: a project of its own, since not every registry has the driver.
const int Rounds = 50;

await using var server = new MySqlServer();
await server.InitializeAsync();
if (!server.IsThere)
{
    Console.WriteLine("\nNo MySQL server can be had here: the catalog in MySQL is not measured.");
    return 0;
}

Report.Title($"The catalog in MySQL at {CatalogComparison.Many:N0} images with a million boxes, against {CatalogComparison.Few:N0} (median of {Rounds})");
await using var few = await FillAsync("few", CatalogComparison.Few);
await using var many = await FillAsync("many", CatalogComparison.Many);
await CatalogComparison.RunAsync(few, many, Rounds);
return 0;

async Task<MySqlCatalogDatabase> FillAsync(string schema, int images)
{
    var options = new MySqlOptions
    {
        Host = server.Host,
        Port = server.Port,
        Database = schema,
        User = server.User,
        Password = server.Password,
        CertificatesFile = server.CertificatesFile,
        PoolSize = 4,
    };
    await ExecuteAsync((options with { Database = "" }).ToConnectionString(), $"CREATE DATABASE {schema}");
    var database = MySqlCatalogDatabase.Open(options, TimeProvider.System);
    await CatalogFiller.FillAsync(database, images);

    // As the server does by itself after a while.
    await ExecuteAsync(options.ToConnectionString(), "ANALYZE TABLE images, tasks, image_tags, image_labels, image_boxes, image_search, image_words");
    return database;
}

async Task ExecuteAsync(MySqlConnectionStringBuilder settings, string statement)
{
    (settings.Password, settings.Pooling) = (server.Password, false);
    await using var connection = new MySqlConnection(settings.ConnectionString);
    await connection.OpenAsync();
    await using var command = connection.CreateCommand();
    command.CommandText = statement;
    await command.ExecuteNonQueryAsync();
}
