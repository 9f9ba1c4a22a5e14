using Microsoft.Extensions.Logging.Abstractions;
using Vignette.Bench;
using Vignette.Bench.Hosts;
using Vignette.Hosts.Tests.Rig;
using Vignette.Imaging.ImageSharp;
using Vignette.Pipeline.Hosting;
using Vignette.Tests;
using Vignette.Tests.MySql;

// What `./dev bench load` measures of one machine, of the programs that run on AWS: the web tier's host, the functions, a real
// MySQL, a real S3 server, and an endpoint that speaks as the model's does.
await using var database = new MySqlServer();
await database.InitializeAsync();
await using var storage = new RadosGateway();
await storage.InitializeAsync();
if (!database.IsThere || !storage.IsThere)
{
    Console.WriteLine("\nNo MySQL, or no S3 server, can be had here: the programs of AWS are not measured.");
    return 0;
}

await using var cloud = await CloudRig.CreateAsync(database, storage);
var web = await cloud.StartWebAsync(("LOG_LEVEL", "Warning"));
CloudFunction[] functions =
[
    await cloud.StartFunctionAsync(FunctionNames.Thumbnail, ("LOG_LEVEL", "Warning")),
    await cloud.StartFunctionAsync(FunctionNames.Caption, ("LOG_LEVEL", "Warning"), ("GEMINI_API_KEY", "none")),
];
using var ended = new CancellationTokenSource();
var delivering = new Deliveries(cloud, functions).RunAsync(ended.Token);
await EndToEnd.RunAsync(
    "through the programs of AWS (MySQL, S3, a process for each function)",
    new ImageSharpThumbnailer(NullLogger<ImageSharpThumbnailer>.Instance),
    captioner: null,
    web.Http.BaseAddress!,
    web.Process.PeakMemoryAsync,
    await cloud.TokenAsync());
await ended.CancelAsync();
await delivering;
return 0;
