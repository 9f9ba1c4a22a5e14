using System.Globalization;
using Vignette.Imaging.Vips;
using Vignette.Pipeline.Imaging;

namespace Vignette.Cli.Deployments.Load.Pictures;

/// <summary>
/// Pictures that the program draws, some of each size in each format before the first is sent, so that drawing takes nothing from
/// what is measured. They are then sent in turn, and <see cref="PictureMark"/> makes each file another.
/// </summary>
internal sealed class DrawnPictures : IPictureSource
{
    /// <summary>Of each size.</summary>
    public const int Scenes = 6;

    private readonly int _seed;
    private readonly WeightedMix<PictureSize> _sizes;
    private readonly WeightedMix<ImageFormat> _formats;
    private readonly IReadOnlyDictionary<(PictureSize Size, ImageFormat Format), byte[][]> _drawn;

    private DrawnPictures(int seed, WeightedMix<PictureSize> sizes, WeightedMix<ImageFormat> formats, IReadOnlyDictionary<(PictureSize, ImageFormat), byte[][]> drawn) =>
        (_seed, _sizes, _formats, _drawn) = (seed, sizes, formats, drawn);

    /// <inheritdoc/>
    public string Description => string.Create(CultureInfo.InvariantCulture, $"{_drawn.Values.Sum(files => files.Length)} drawn pictures of {_drawn.Values.Average(files => files.Average(file => file.Length)) / 1000:0} kB on average");

    /// <param name="onDrawn">Told how many scenes are done, of how many.</param>
    /// <exception cref="DllNotFoundException">libvips is not installed; the message says how to install it.</exception>
    public static Task<DrawnPictures> DrawAsync(int seed, WeightedMix<PictureSize> sizes, WeightedMix<ImageFormat> formats, Action<int, int> onDrawn, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            var drawn = new Dictionary<(PictureSize, ImageFormat), byte[][]>();
            var done = 0;
            foreach (var (size, _) in sizes.Parts)
            {
                foreach (var (format, _) in formats.Parts)
                {
                    drawn[(size, format)] = new byte[Scenes][];
                }

                for (var scene = 0; scene < Scenes; scene++)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    var rgb = LoadScene.Draw(Mix(seed, scene), size);
                    Parallel.ForEach(formats.Parts, part => drawn[(size, part.Value)][scene] = VipsEncoder.Encode(size.Width, size.Height, rgb, part.Value));
                    onDrawn(++done, Scenes * sizes.Parts.Count);
                }
            }

            return new DrawnPictures(seed, sizes, formats, drawn);
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<(ImageFormat Format, ReadOnlyMemory<byte> Bytes)> GetAsync(int number, CancellationToken cancellationToken)
    {
        var random = new Random(Mix(_seed, ~number));
        var (size, format) = (_sizes.Pick(random.NextDouble()), _formats.Pick(random.NextDouble()));
        return Task.FromResult((format, (ReadOnlyMemory<byte>)_drawn[(size, format)][number % Scenes]));
    }

    // Another seed for each, whatever the first was.
    private static int Mix(int seed, int number)
    {
        var hash = unchecked(((uint)seed * 0x9E3779B1u) ^ ((uint)number * 0x85EBCA77u));
        hash = unchecked((hash ^ (hash >> 15)) * 0x2C1B3C6Du);
        return unchecked((int)(hash ^ (hash >> 13)));
    }
}
