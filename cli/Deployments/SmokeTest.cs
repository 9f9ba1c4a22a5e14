using System.Globalization;
using System.Security.Cryptography;
using Vignette.Cli.Commands;
using Vignette.Cli.Samples;
using Vignette.Gallery.Apis.Contracts;
using Vignette.Pipeline.Imaging;
using Vignette.Schema;

namespace Vignette.Cli.Deployments;

/// <summary>
/// Does once, with a picture that nobody has seen yet, what people do with a gallery: sends it, waits for thumbnail and caption,
/// looks at both and at the pages, and deletes it, also where something failed before.
/// </summary>
public sealed class SmokeTest(SmokeOptions options, GalleryClientOptions bounds, TimeProvider time)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan ReachInterval = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan DeleteTimeout = TimeSpan.FromSeconds(60);

    private const string AtTheHost = "`pulumi stack output lookInside`";
    private const string AtTheAddress = "`pulumi stack output gallery`";
    private const string AtTheTasks = "`pulumi stack output dashboard`, the functions' logs and the alarms of the dead letters";
    private const string AtTheBuckets = "`pulumi stack output renditionsBucket` and " + AtTheHost;

    private SmokeStep _step = SmokeStep.Reach;
    private string? _id;
    private double? _thumbnailSeconds;
    private double? _captionSeconds;
    private bool _isSignedOut;

    /// <summary>Never fails but by cancellation, and then too deletes what it sent.</summary>
    public async Task<SmokeResult> RunAsync(CancellationToken cancellationToken)
    {
        GalleryClient? gallery = null;
        try
        {
            SmokeFailure? failure = null;
            try
            {
                gallery = await ReachAsync(cancellationToken);
                await TryOutAsync(gallery, cancellationToken);
            }
            catch (SmokeFailure fault)
            {
                failure = fault;
            }
            catch (GalleryException fault)
            {
                failure = Explain(fault);
            }

            var failedStep = failure is null ? (SmokeStep?)null : _step;
            var left = await DeleteAsync(gallery);
            return Result(failedStep, failure, left);
        }
        catch (OperationCanceledException)
        {
            await DeleteAsync(gallery);
            throw;
        }
        finally
        {
            gallery?.Dispose();
        }
    }

    private async Task TryOutAsync(GalleryClient gallery, CancellationToken cancellationToken)
    {
        if (bounds.Token is null && await gallery.AsksToSignInAsync(cancellationToken))
        {
            _isSignedOut = true;
            return;
        }

        _step = SmokeStep.Upload;
        _id = (await UploadAsync(gallery, cancellationToken)).Id;
        cancellationToken.ThrowIfCancellationRequested();

        _step = SmokeStep.Process;
        var image = await WaitAsync(gallery, _id, cancellationToken);

        _step = SmokeStep.Fetch;
        await CheckPictureAsync(gallery, "thumbnail", image.ThumbnailUrl, cancellationToken);
        await CheckPictureAsync(gallery, "preview", image.PreviewUrl, cancellationToken);

        _step = SmokeStep.Browse;
        await CheckPageAsync(gallery, "/gallery", "id=\"main\"", cancellationToken);
        await CheckPageAsync(gallery, $"/gallery/tiles?ids={image.Id}", image.Url, cancellationToken);
        await CheckPageAsync(gallery, image.Url, $"data-id=\"{image.Id}\"", cancellationToken);
    }

    /// <summary>The gallery, once it answers and says that all of its parts do.</summary>
    private async Task<GalleryClient> ReachAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            GalleryClient? gallery = null;
            try
            {
                gallery = await GalleryClient.ConnectAsync(options.Address, bounds, time, cancellationToken);
                var readiness = await gallery.ReadinessAsync(cancellationToken);
                if (readiness.Status == "ready")
                {
                    return gallery;
                }

                throw new GalleryException(GalleryFaultKind.Unavailable, $"is not ready: {Parts(readiness)}");
            }
            catch (GalleryException fault)
            {
                gallery?.Dispose();
                if (!fault.IsTransient || time.GetElapsedTime(started) + ReachInterval > options.Wait)
                {
                    throw;
                }
            }
            catch
            {
                gallery?.Dispose();
                throw;
            }

            await Task.Delay(ReachInterval, time, cancellationToken);
        }
    }

    private static async Task<UploadedImage> UploadAsync(GalleryClient gallery, CancellationToken cancellationToken)
    {
        // Other drops each time, so that nothing that is there already passes for it.
        var seed = RandomNumberGenerator.GetInt32(int.MaxValue);
        var png = await Task.Run(() => DropsOfLight.Draw(seed), cancellationToken);
        var name = $"smoke-test-{seed.ToString("x8", CultureInfo.InvariantCulture)}";

        // Whoever ends the test waits for this a moment: what was sent can only be deleted once its id is known.
        using var late = new CancellationTokenSource();
        using var ended = cancellationToken.Register(() => late.CancelAfter(DeleteTimeout));
        return await gallery.UploadAsync(new UploadFile($"{name}.png", png.Length, $"{name}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}", () => new MemoryStream(png, writable: false)), late.Token);
    }

    /// <summary>The image with both results.</summary>
    private async Task<RemoteImage> WaitAsync(GalleryClient gallery, string id, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        RemoteImage? image = null;
        GalleryException? away = null;
        while (true)
        {
            try
            {
                image = await gallery.FindAsync(id, cancellationToken)
                    ?? throw new SmokeFailure(ExitCodes.ProcessingFailed, $"took the picture, and then knew nothing of it ({id})", AtTheTasks);
                away = null;
                Note(image, time.GetElapsedTime(started));
            }
            catch (GalleryException fault) when (fault.IsTransient)
            {
                // A deployment may replace what answers while the picture is worked on.
                away = fault;
            }

            var failed = image is null ? "" : string.Join("; ", Tasks(image).Where(task => task.Task.Status == TaskState.Failed).Select(task => $"the {task.Name} failed: {task.Task.Reason}"));
            if (failed.Length > 0)
            {
                throw new SmokeFailure(ExitCodes.ProcessingFailed, $"took the picture, but {failed}", AtTheTasks);
            }

            if (image is not null && Tasks(image).All(task => task.Task.IsSettled))
            {
                return image;
            }

            if (time.GetElapsedTime(started) > options.Timeout)
            {
                throw await TooLateAsync(gallery, image, away, cancellationToken);
            }

            await Task.Delay(PollInterval, time, cancellationToken);
        }
    }

    private void Note(RemoteImage image, TimeSpan elapsed)
    {
        var seconds = Math.Round(elapsed.TotalSeconds, 1);
        _thumbnailSeconds ??= image.Thumbnail.Status == TaskState.Completed ? seconds : null;
        _captionSeconds ??= image.Annotation.Status == TaskState.Completed ? seconds : null;
    }

    private async Task<SmokeFailure> TooLateAsync(GalleryClient gallery, RemoteImage? image, GalleryException? away, CancellationToken cancellationToken)
    {
        var states = image is null
            ? "nothing is known of it"
            : string.Join(", ", Tasks(image).Where(task => !task.Task.IsSettled).Select(task => $"the {task.Name} is {task.Task.Status.ToString().ToLowerInvariant()}{(task.Task.Reason is { } reason ? $" after: {reason}" : "")}"));
        string parts;
        try
        {
            parts = Parts(await gallery.ReadinessAsync(cancellationToken));
        }
        catch (GalleryException fault)
        {
            parts = $"it {(away ?? fault).Message}";
        }

        return new SmokeFailure(ExitCodes.NeverFinished, $"took the picture, but after {Seconds(options.Timeout)} {states} ({parts})", AtTheTasks);
    }

    private static (string Name, RemoteTask Task)[] Tasks(RemoteImage image) => [("thumbnail", image.Thumbnail), ("caption", image.Annotation)];

    private static string Parts(Readiness readiness) => readiness.Dependencies.Count == 0
        ? readiness.Status
        : string.Join(", ", readiness.Dependencies.OrderBy(part => part.Key, StringComparer.Ordinal).Select(part => $"{part.Key} {part.Value}"));

    private static string Seconds(TimeSpan span) => $"{span.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture)} seconds";

    private static async Task CheckPictureAsync(GalleryClient gallery, string name, string? url, CancellationToken cancellationToken)
    {
        if (url is null)
        {
            throw new SmokeFailure(ExitCodes.PageWrong, $"made the {name} and says nowhere where it is", AtTheHost);
        }

        var picture = await gallery.PictureAsync(url, cancellationToken);
        if (ImageFormats.Detect(picture) != ImageFormat.Jpeg)
        {
            throw new SmokeFailure(ExitCodes.PageWrong, $"has {picture.Length} bytes at {url}, which are no JPEG", AtTheBuckets);
        }
    }

    private static async Task CheckPageAsync(GalleryClient gallery, string path, string has, CancellationToken cancellationToken)
    {
        if (!(await gallery.PageAsync(path, cancellationToken)).Contains(has, StringComparison.Ordinal))
        {
            throw new SmokeFailure(ExitCodes.PageWrong, $"has a page at {path} that does not show the picture", AtTheHost);
        }
    }

    /// <summary>Deletes what was sent, even when somebody wants all of this to end; null when nothing of it is left.</summary>
    private async Task<string?> DeleteAsync(GalleryClient? gallery)
    {
        if (gallery is null || _id is not { } id)
        {
            return null;
        }

        using var late = new CancellationTokenSource(DeleteTimeout, time);
        try
        {
            await gallery.DeleteAsync(id, late.Token);
            await gallery.PurgeAsync(id, late.Token);
            return await gallery.FindAsync(id, late.Token) is null ? null : "it is still there";
        }
        catch (GalleryException fault)
        {
            return $"the gallery {fault.Message}";
        }
        catch (OperationCanceledException)
        {
            return $"that took more than {Seconds(DeleteTimeout)}";
        }
    }

    private SmokeFailure Explain(GalleryException fault) => fault.Kind switch
    {
        GalleryFaultKind.CertificateUntrusted => new(ExitCodes.CertificateUntrusted, fault.Message, "the settings domain, hostedZone and certificate, and `aws acm list-certificates`", fault),
        GalleryFaultKind.NotAGallery => new(_step >= SmokeStep.Fetch ? ExitCodes.PageWrong : ExitCodes.NotAGallery, fault.Message, AtTheAddress, fault),
        _ when _step >= SmokeStep.Fetch => new(ExitCodes.PageWrong, fault.Message, _step == SmokeStep.Fetch ? AtTheBuckets : AtTheHost, fault),
        GalleryFaultKind.Unreachable => new(ExitCodes.Unreachable, fault.Message, $"{AtTheAddress}, DNS, and the load balancer's targets", fault),
        _ => new(ExitCodes.Refused, fault.Message, $"{new Uri(options.Address, "/health/ready")} and {AtTheHost}", fault),
    };

    private SmokeResult Result(SmokeStep? failedStep, SmokeFailure? failure, string? left)
    {
        var page = _id is null ? null : new Uri(options.Address, $"/images/{_id}");
        var (code, step, message) = (failure, left) switch
        {
            (null, null) when _isSignedOut => (
                ExitCodes.Success, null, $"{Name} answers, all its parts are up, and it asks people to sign in: with a token of an annotator in {AccessToken.Variable} a picture is sent too."),
            (null, null) => (ExitCodes.Success, (SmokeStep?)null, $"{Name} works: thumbnail after {_thumbnailSeconds} s, caption after {_captionSeconds} s."),
            (null, not null) => (ExitCodes.NotDeleted, SmokeStep.Delete, $"{Name} works, but the test's picture could not be deleted: {left}. Delete it at {page}, and look at {AtTheHost}."),
            _ => (failure.ExitCode, failedStep, $"{Name} {failure.Message.TrimEnd('.')}. Look at {failure.Look}.{(left is null ? "" : $" The test's picture is left at {page}.")}"),
        };
        return new SmokeResult(code, step, message, _id, _thumbnailSeconds, _captionSeconds);
    }

    private string Name => options.Address.GetLeftPart(UriPartial.Authority);
}
