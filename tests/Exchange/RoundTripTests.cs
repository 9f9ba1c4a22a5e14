using System.IO.Compression;
using System.Xml.Linq;

namespace Vignette.Exchange.Tests;

public sealed class RoundTripTests
{
    /// <summary>What arithmetic on fractions may lose.</summary>
    private const double Tolerance = 1e-12;

    public static TheoryData<DatasetFormat, int> Seeds() =>
        [.. from format in DatasetFormats.Values from seed in Enumerable.Range(1, 8) select new TheoryDataRow<DatasetFormat, int>(format, seed)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task What_is_written_is_read_the_same(DatasetFormat format, int seed)
    {
        var written = new RandomDatasets(seed).Next(40);

        var (images, problems) = await DatasetSamples.ReadAsync(format, await DatasetSamples.WriteAsync(format, written));

        problems.ShouldBeEmpty();
        images.Count.ShouldBe(written.Count);
        foreach (var (staged, original) in images.Zip(written))
        {
            staged.Problems.ShouldBeEmpty();
            ShouldBeSame(format, staged.Image, original);
        }
    }

    [Theory]
    [MemberData(nameof(DatasetSamples.Formats), MemberType = typeof(DatasetSamples))]
    public async Task Pictures_are_in_the_zip_under_names_that_no_other_has(DatasetFormat format)
    {
        var written = new RandomDatasets(7).Next(10).Select(image => image with { FileName = "../same.jpg" }).ToList();

        var bytes = await DatasetSamples.WriteAsync(format, written, new MemoryPictures());

        using var archive = new ZipArchive(new MemoryStream(bytes));
        var (images, _) = await DatasetSamples.ReadAsync(format, bytes);
        images.Count.ShouldBe(written.Count);
        foreach (var (staged, original) in images.Zip(written))
        {
            using var content = new MemoryStream();
            await archive.GetEntry(staged.Image.Picture.ShouldNotBeNull())!.Open().CopyToAsync(content, TestContext.Current.CancellationToken);
            content.ToArray().ShouldBe(MemoryPictures.Of(original));
            staged.Image.FileName.ShouldBe("same.jpg");
        }
    }

    [Theory]
    [MemberData(nameof(DatasetSamples.Formats), MemberType = typeof(DatasetSamples))]
    public async Task The_same_data_set_makes_the_same_bytes(DatasetFormat format)
    {
        var images = new RandomDatasets(3).Next(5);

        (await DatasetSamples.WriteAsync(format, images, new MemoryPictures())).ShouldBe(await DatasetSamples.WriteAsync(format, images, new MemoryPictures()));
    }

    [Theory]
    [InlineData(DatasetFormat.Coco)]
    [InlineData(DatasetFormat.Voc)]
    public async Task Boxes_of_a_picture_whose_size_nobody_knows_come_back_in_pixels_too(DatasetFormat format)
    {
        var image = DatasetSamples.Image("a.jpg", DatasetSamples.Box("cat")) with { Width = null, Height = null };

        var (images, _) = await DatasetSamples.ReadAsync(format, await DatasetSamples.WriteAsync(format, [image]));

        images.ShouldHaveSingleItem().Image.Boxes.ShouldNotBeNull().ShouldHaveSingleItem().Matches("cat", DatasetSamples.Box("cat").Box).ShouldBeTrue();
    }

    [Fact]
    public async Task Voc_without_its_exact_numbers_is_within_half_a_pixel()
    {
        var written = new RandomDatasets(11).Next(40);
        var text = await DatasetSamples.WriteAsync(DatasetFormat.Voc, written);
        var entries = new List<(string, string)>();
        using (var archive = new ZipArchive(new MemoryStream(text)))
        {
            foreach (var entry in archive.Entries)
            {
                var document = XDocument.Parse(await new StreamReader(entry.Open()).ReadToEndAsync(TestContext.Current.CancellationToken));
                document.Descendants("object").Elements("vignette").Remove();
                entries.Add((entry.FullName, document.ToString()));
            }
        }

        var (images, _) = await DatasetSamples.ReadAsync(DatasetFormat.Voc, DatasetSamples.Zip([.. entries]));

        var compared = 0;
        foreach (var (read, original) in images.SelectMany(image => image.Image.Boxes!).Zip(written.SelectMany(image => image.Boxes!.Select(box => (Image: image, Box: box)))))
        {
            // A box thinner than a pixel is made one wide.
            if (original.Box.Box.Width * original.Image.Width >= 1 && original.Box.Box.Height * original.Image.Height >= 1)
            {
                read.Matches(original.Box.Label, original.Box.Box).ShouldBeTrue($"{read} is not {original}");
                compared++;
            }
        }

        compared.ShouldBeGreaterThan(40);
    }

    [Fact]
    public async Task A_box_that_somebody_moved_by_its_pixels_is_where_they_moved_it()
    {
        var bytes = await DatasetSamples.WriteAsync(DatasetFormat.Voc, [DatasetSamples.Image("a.jpg", DatasetSamples.Box("cat"))]);
        using var archive = new ZipArchive(new MemoryStream(bytes));
        var document = await new StreamReader(archive.Entries[0].Open()).ReadToEndAsync(TestContext.Current.CancellationToken);
        document.ShouldContain("<xmin>160</xmin>");

        var (images, _) = await DatasetSamples.ReadAsync(
            DatasetFormat.Voc,
            DatasetSamples.Zip((archive.Entries[0].FullName, document.Replace("<xmin>160</xmin>", "<xmin>100</xmin>", StringComparison.Ordinal))));

        images[0].Image.Boxes![0].Box.X.ShouldBe(100 / 640.0);
    }

    private static void ShouldBeSame(DatasetFormat format, DatasetImage read, DatasetImage original)
    {
        (read.Id, read.FileName, read.Sha256, read.Width, read.Height).ShouldBe((original.Id, original.FileName, original.Sha256, original.Width, original.Height));
        read.Caption.ShouldBe(original.Caption);
        (read.Tags ?? []).ShouldBe(original.Tags ?? []);
        read.Review.ShouldBe(original.Review);
        var boxes = read.Boxes.ShouldNotBeNull();
        boxes.Count.ShouldBe(original.Boxes!.Count);
        foreach (var (box, drawn) in boxes.Zip(original.Boxes))
        {
            box.Label.ShouldBe(drawn.Label);
            box.Box.X.ShouldBe(drawn.Box.X, Tolerance);
            box.Box.Y.ShouldBe(drawn.Box.Y, Tolerance);
            box.Box.Width.ShouldBe(drawn.Box.Width, Tolerance);
            box.Box.Height.ShouldBe(drawn.Box.Height, Tolerance);
            if (format != DatasetFormat.Yolo)
            {
                (box.Id, box.Confidence, box.Origin, box.Author).ShouldBe((drawn.Id, drawn.Confidence, drawn.Origin, drawn.Author));
            }
        }
    }
}
