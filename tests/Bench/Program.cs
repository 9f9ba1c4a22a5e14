using Vignette.Bench;

// A bench runs as a process of its own where its memory is measured.
if (args is [ThumbnailBench.ChildArgument, var picture])
{
    return await ThumbnailBench.RunChildAsync(picture);
}

IReadOnlyDictionary<string, Func<Task>> benches = new Dictionary<string, Func<Task>>
{
    ["thumbnails"] = ThumbnailBench.RunAsync,
    ["uploads"] = UploadBench.RunAsync,
    ["catalog"] = CatalogBench.RunAsync,
    ["gallery"] = GalleryBench.RunAsync,
    ["exchange"] = ExchangeBench.RunAsync,
    ["load"] = EndToEndBench.RunAsync,
};

var unknown = args.FirstOrDefault(name => !benches.ContainsKey(name));
if (unknown is not null)
{
    Console.Error.WriteLine($"There is no bench {unknown}; there are: {string.Join(", ", benches.Keys)}.");
    return 1;
}

foreach (var (name, run) in benches)
{
    if (args.Length == 0 || args.Contains(name))
    {
        await run();
    }
}

return 0;
