using Vignette.Schema.Catalog;

namespace Vignette.Cli.Deployments.Ingest;

/// <summary>What comes after the gallery's word that it has a file: tags first, then the file itself.</summary>
internal sealed class FileFinisher(IngestOptions options, GalleryClient gallery, SendingPace pace)
{
    private const string NotTaken = "The gallery did not take the tags.";

    /// <summary>The tags of a file, those of all before those of its folders.</summary>
    public IReadOnlyList<string> TagsOf(SourceFile file) =>
    [
        .. options.Tags
            .Concat(options.TagsFromFolders ? file.Folders.Select(folder => folder.Trim()).Where(folder => folder.Length is > 0 and <= AnnotationEdit.MaxTagLength) : [])
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Take(AnnotationEdit.MaxTags),
    ];

    /// <summary>Tags images, each kind of tags apart, and returns what went wrong by image.</summary>
    /// <exception cref="GalleryAwayException">The gallery is away for too long.</exception>
    public async Task<IReadOnlyDictionary<string, string>> TagAsync(IReadOnlyList<ConfirmedFile> files, CancellationToken cancellationToken)
    {
        var faults = new Dictionary<string, string>();
        var tagged = files
            .Where(file => file.Outcome != IngestOutcome.Trashed)
            .Select(file => (file.Id, Tags: TagsOf(file.Candidate.File)))
            .Where(file => file.Tags.Count > 0)
            .GroupBy(file => string.Join('\n', file.Tags));
        foreach (var group in tagged)
        {
            string[] ids = [.. group.Select(file => file.Id).Distinct()];
            try
            {
                foreach (var result in await pace.RunAsync(() => gallery.TagAsync(ids, group.First().Tags, cancellationToken), cancellationToken))
                {
                    if (result.Outcome is "failed" or "not_found")
                    {
                        faults[result.Id] = result.Reason ?? NotTaken;
                    }
                }
            }
            catch (GalleryException fault)
            {
                Array.ForEach(ids, id => faults[id] = fault.Message);
            }
        }

        return faults;
    }

    /// <summary>Moves or deletes a file, if it is still what the gallery has.</summary>
    /// <returns>Where it is now, whether it is gone, or why it is where it was; nothing of that where it was to stay.</returns>
    public (string? MovedTo, bool IsDeleted, string? Reason) Finish(ConfirmedFile file)
    {
        var (source, stamp) = (file.Candidate.File, file.Candidate.Stamp);
        if (options.After == AfterIngest.Keep || options.IsDryRun || file.Outcome == IngestOutcome.Trashed)
        {
            return default;
        }

        if (source.IsLink)
        {
            return (null, false, "It is a symbolic link.");
        }

        if (options.After == AfterIngest.Move)
        {
            return (FileMover.Move(source.Path, stamp, Path.Combine(options.MoveTo!, source.Relative)), false, null);
        }

        if (FileStatus.Of(source.Path).Stamp != stamp)
        {
            throw new FileChangedException(source.Path);
        }

        File.Delete(source.Path);
        return (null, true, null);
    }
}
