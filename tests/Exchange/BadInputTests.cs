using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Vignette.Schema;

namespace Vignette.Exchange.Tests;

public sealed class BadInputTests
{
    private const string Good = """{"name":"a.jpg","boxes":[{"label":"cat","x":0.1,"y":0.1,"width":0.5,"height":0.5}]}""";

    [Theory]
    [MemberData(nameof(DatasetSamples.Formats), MemberType = typeof(DatasetSamples))]
    public async Task A_file_of_no_format_is_refused_with_a_reason(DatasetFormat format)
    {
        foreach (var content in new[] { "", "\0\0\0\0", "<html>", "[1,2]", "42", "{}", "PK\u0003\u0004 is no zip", "{\"images\":[", "\uFFFE" })
        {
            var refused = await Should.ThrowAsync<DatasetException>(() => DatasetSamples.ReadAsync(format, content), content);
            refused.Message.ShouldEndWith(".");
        }
    }

    [Theory]
    [MemberData(nameof(DatasetSamples.Formats), MemberType = typeof(DatasetSamples))]
    public async Task A_zip_without_what_belongs_in_it_is_refused(DatasetFormat format)
    {
        await Should.ThrowAsync<DatasetException>(() => DatasetSamples.ReadAsync(format, DatasetSamples.Zip(("readme.md", "hello"))));
        await Should.ThrowAsync<DatasetException>(() => DatasetSamples.ReadAsync(format, DatasetSamples.Zip(Array.Empty<(string, byte[])>())));
    }

    [Theory]
    [MemberData(nameof(DatasetSamples.Formats), MemberType = typeof(DatasetSamples))]
    public async Task A_file_that_was_cut_off_anywhere_is_refused_or_says_where(DatasetFormat format)
    {
        var whole = await DatasetSamples.WriteAsync(format, new RandomDatasets(5).Next(4));
        for (var length = 1; length < whole.Length; length += Math.Max(1, whole.Length / 50))
        {
            try
            {
                var (images, problems) = await DatasetSamples.ReadAsync(format, whole[..length]);
                // Only formats of lines can be read in part, and then there are fewer.
                format.ShouldBeOneOf(DatasetFormat.Csv, DatasetFormat.JsonLines);
                (images.Count + problems.Count).ShouldBeLessThanOrEqualTo(4);
            }
            catch (DatasetException)
            {
            }
        }
    }

    [Theory]
    [MemberData(nameof(DatasetSamples.Formats), MemberType = typeof(DatasetSamples))]
    public async Task A_file_with_any_bytes_changed_never_breaks_the_reader(DatasetFormat format)
    {
        var whole = await DatasetSamples.WriteAsync(format, new RandomDatasets(6).Next(3));
#pragma warning disable CA5394 // The same each time.
        var random = new Random(1);
        for (var round = 0; round < 200; round++)
        {
            var damaged = whole.ToArray();
            for (var i = 0; i < 3; i++)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }
#pragma warning restore CA5394

            try
            {
                foreach (var image in (await DatasetSamples.ReadAsync(format, damaged)).Images)
                {
                    (image.Image.Boxes ?? []).ShouldAllBe(box => BoundingBox.IsValid(box.Box.X, box.Box.Y, box.Box.Width, box.Box.Height) && box.Label.Length <= 64);
                }
            }
            catch (DatasetException)
            {
            }
        }
    }

    [Theory]
    [InlineData("\"x\":-0.1", BoundingBox.Rule)]
    [InlineData("\"x\":0.9", BoundingBox.Rule)]
    [InlineData("\"width\":0", BoundingBox.Rule)]
    [InlineData("\"x\":\"NaN\"", BoundingBox.Rule)]
    [InlineData("\"x\":1e999", BoundingBox.Rule)]
    [InlineData("\"x\":null", BoundingBox.Rule)]
    [InlineData("\"x\":[]", "boxes[0].x is not what it should be.")]
    [InlineData("\"label\":\"\"", "A label has 1 to 64 characters; this one has 0.")]
    [InlineData("\"label\":\"a\\nb\"", "A label is one line without control characters.")]
    [InlineData("\"label\":\"\\ud800\"", "boxes[0].label is not what it should be.")]
    [InlineData("\"confidence\":2", "A confidence is 0 to 1.")]
    [InlineData("\"origin\":\"god\"", "An origin is offline, model or person.")]
    public async Task A_box_that_is_none_is_said_of_its_line_and_the_next_line_is_read(string member, string reason)
    {
        var bad = Good.Replace("\"boxes\":[{", "\"boxes\":[{" + member + ",", StringComparison.Ordinal);
        // The last of two members of a name counts.
        var name = member[1..member.IndexOf('"', 1)];
        bad = bad[..(bad.IndexOf(member, StringComparison.Ordinal) + member.Length)]
            + System.Text.RegularExpressions.Regex.Replace(bad[(bad.IndexOf(member, StringComparison.Ordinal) + member.Length)..], $",\"{name}\":(\"cat\"|[0-9.]+)", "");

        var (images, problems) = await DatasetSamples.ReadAsync(DatasetFormat.JsonLines, $"{bad}\n{Good.Replace("a.jpg", "b.jpg", StringComparison.Ordinal)}\n");

        var all = problems.Concat(images.SelectMany(image => image.Problems)).ToArray();
        all.ShouldHaveSingleItem().Reason.ShouldBe(reason);
        all[0].Place.ShouldStartWith("line 1");
        images.Single(image => image.Image.FileName == "b.jpg").Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_label_of_ten_thousand_characters_is_said_in_a_line()
    {
        var line = Good.Replace("cat", new string('x', 10_000), StringComparison.Ordinal);

        var (images, _) = await DatasetSamples.ReadAsync(DatasetFormat.JsonLines, line);

        images.ShouldHaveSingleItem().Problems.ShouldHaveSingleItem().Reason.ShouldBe("A label has 1 to 64 characters; this one has 10,000.");
        images[0].Image.Boxes.ShouldBe([]);
    }

    [Fact]
    public async Task Markup_in_a_label_is_text()
    {
        var (images, _) = await DatasetSamples.ReadAsync(DatasetFormat.JsonLines, Good.Replace("cat", "<script>alert(1)</script>", StringComparison.Ordinal));

        images.ShouldHaveSingleItem().Image.Boxes!.ShouldHaveSingleItem().Label.ShouldBe("<script>alert(1)</script>");
    }

    [Fact]
    public async Task A_line_of_any_length_is_skipped_and_the_next_is_read()
    {
        var limits = new DatasetLimits { MaxItemBytes = 1000 };

        var (images, problems) = await DatasetSamples.ReadAsync(DatasetFormat.JsonLines, $"{{\"name\":\"{new string('x', 300_000)}\"}}\n{Good}\n", limits);

        problems.ShouldBe([new DatasetProblem("line 1", "The line is longer than the 1,000 bytes that are taken.")]);
        images.ShouldHaveSingleItem().Place.ShouldBe("line 2");
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_said_of_their_line()
    {
        byte[] bad = [.. "{\"name\":\""u8, 0xC3, 0x28, .. "\"}\n"u8, .. Encoding.UTF8.GetBytes(Good)];

        var (images, problems) = await DatasetSamples.ReadAsync(DatasetFormat.JsonLines, bad);

        problems.ShouldHaveSingleItem().Place.ShouldBe("line 1");
        images.ShouldHaveSingleItem().Problems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(DatasetFormat.Coco)]
    [InlineData(DatasetFormat.JsonLines)]
    public async Task Json_of_any_depth_is_refused(DatasetFormat format)
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 100_000)) + "1" + new string('}', 100_000);

        (await Should.ThrowAsync<DatasetException>(() => DatasetSamples.ReadAsync(format, deep))).Message.ShouldContain("JSON");
    }

    [Fact]
    public async Task A_picture_that_is_there_twice_is_a_problem_of_both()
    {
        var (images, _) = await DatasetSamples.ReadAsync(DatasetFormat.JsonLines, $"{Good}\n{Good}\n");

        images.ShouldHaveSingleItem().Problems.ShouldBe([new DatasetProblem("line 2", "The picture is in the file twice, first at line 1.")]);
    }

    [Theory]
    [InlineData("""{"id":1,"image_id":9,"category_id":1,"bbox":[1,1,5,5]}""", "Its image_id is none of the images'.")]
    [InlineData("""{"id":1,"image_id":1,"category_id":9,"bbox":[1,1,5,5]}""", "Its category_id is none of the categories'.")]
    [InlineData("""{"id":1,"image_id":1,"category_id":1,"bbox":[1,1,5]}""", "It has no bbox of four numbers: x, y, width and height in pixels. Outlines alone are not taken.")]
    [InlineData("""{"id":1,"image_id":1,"category_id":1,"bbox":[1,1,0,5]}""", "A box is not empty and lies in the picture of 100 × 50 pixels.")]
    [InlineData("""{"id":1,"image_id":1,"category_id":1,"bbox":[90,1,20,5]}""", "A box is not empty and lies in the picture of 100 × 50 pixels.")]
    [InlineData("""{"id":1,"image_id":2,"category_id":1,"bbox":[1,1,5,5]}""", "Its image has no width and height, without which pixels say nothing.")]
    [InlineData("""{"id":1,"image_id":"x","category_id":1,"bbox":[1,1,5,5]}""", "image_id is not what it should be.")]
    [InlineData("7", "This is not whole JSON of the right kind.")]
    [InlineData("null", "There is nothing here: null.")]
    public async Task What_is_wrong_in_coco_is_said_of_its_annotation(string annotation, string reason)
    {
        // The annotations come first, as some tools write them.
        var document = $$"""{"annotations":[{{annotation}}],"images":[{"id":1,"file_name":"a.jpg","width":100,"height":50},{"id":2,"file_name":"b.jpg"}],"categories":[{"id":1,"name":"cat"}]}""";

        var (images, problems) = await DatasetSamples.ReadAsync(DatasetFormat.Coco, document);

        problems.Concat(images.SelectMany(image => image.Problems)).ShouldBe([new DatasetProblem("annotations[0]", reason)]);
    }

    [Theory]
    [InlineData("0 0.5 0.5 nan 0.5", BoundingBox.Rule)]
    [InlineData("0 0.5 0.5 1.1 0.5", BoundingBox.Rule)]
    [InlineData("0 0.5 0.5 0 0.5", BoundingBox.Rule)]
    [InlineData("5 0.5 0.5 0.1 0.5", "There is no class “5”.")]
    [InlineData("-1 0.5 0.5 0.1 0.5", "There is no class “-1”.")]
    [InlineData("cat 0.5 0.5 0.1 0.5", "There is no class “cat”.")]
    [InlineData("0 0.1 0.1 0.2 0.1 0.2 0.2", "A line is a class and four numbers: the centre's x and y, width and height as fractions. Outlines are not taken.")]
    public async Task What_is_wrong_in_yolo_is_said_of_its_line(string line, string reason)
    {
        var zip = DatasetSamples.Zip(("d/data.yaml", "names: [cat]"), ("d/labels/train/a.txt", $"0 0.5 0.5 1 1\n{line}\n"), ("d/labels/train/b.txt", ""), ("d/images/train/a.jpg", "x"));

        var (images, _) = await DatasetSamples.ReadAsync(DatasetFormat.Yolo, zip);

        images.Count.ShouldBe(2);
        images[0].Problems.ShouldBe([new DatasetProblem("d/labels/train/a.txt line 2", reason)]);
        (images[0].Image.FileName, images[0].Image.Picture).ShouldBe(("a.jpg", "d/images/train/a.jpg"));
        images[1].Problems.ShouldBeEmpty();
        images[1].Image.Boxes.ShouldBe([]);
    }

    [Theory]
    [InlineData("names: &a [cat, *a]")]
    [InlineData("x: &a [b]\ny: *a\nnames: [cat]")]
    [InlineData("names: {0: cat, 0: dog}")]
    [InlineData("names: {cat: 0}")]
    [InlineData("nc: 1")]
    [InlineData("- names")]
    [InlineData("names: [")]
    [InlineData("x: [[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]\nnames: [cat]")]
    public async Task Classes_without_names_are_refused(string yaml)
    {
        var refused = await Should.ThrowAsync<DatasetException>(() => DatasetSamples.ReadAsync(DatasetFormat.Yolo, DatasetSamples.Zip(("data.yaml", yaml), ("labels/a.txt", ""))));
        refused.Message.ShouldContain("data.yaml");
    }

    [Theory]
    [InlineData("<!DOCTYPE annotation [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><annotation>&b;</annotation>")]
    [InlineData("<!DOCTYPE annotation SYSTEM \"file:///etc/passwd\"><annotation/>")]
    [InlineData("<annotation>&xxe;</annotation>")]
    [InlineData("<annotation><object></annotation>")]
    [InlineData("<other/>")]
    public async Task Xml_with_types_entities_or_holes_is_refused_of_its_file(string document)
    {
        var zip = DatasetSamples.Zip(("Annotations/a.xml", document), ("Annotations/b.xml", "<annotation><filename>b.jpg</filename></annotation>"));

        var (images, problems) = await DatasetSamples.ReadAsync(DatasetFormat.Voc, zip);

        problems.ShouldHaveSingleItem().Place.ShouldBe("Annotations/a.xml");
        images.ShouldHaveSingleItem().Image.FileName.ShouldBe("b.jpg");
    }

    [Fact]
    public async Task Xml_of_any_depth_is_refused_of_its_file()
    {
        var zip = DatasetSamples.Zip(("a.xml", string.Concat(Enumerable.Repeat("<annotation>", 50_000))), ("b.xml", "<annotation/>"));

        (await DatasetSamples.ReadAsync(DatasetFormat.Voc, zip)).Problems.ShouldBe([new DatasetProblem("a.xml", "The document is more than 16 deep.")]);
    }

    [Theory]
    [InlineData("../a.jsonl")]
    [InlineData("/etc/a.jsonl")]
    [InlineData("a/../../a.jsonl")]
    [InlineData("..\\a.jsonl")]
    [InlineData("C:\\a.jsonl")]
    public async Task A_name_that_leads_out_of_the_zip_is_refused(string name)
    {
        var refused = await Should.ThrowAsync<DatasetException>(() => DatasetSamples.ReadAsync(DatasetFormat.JsonLines, DatasetSamples.Zip((name, Good))));
        refused.Message.ShouldContain("leads out of it");
    }

    [Fact]
    public async Task A_zip_bomb_is_stopped_by_its_ratio()
    {
        var zip = DatasetSamples.Zip(("a.jsonl", new string(' ', 50_000_000)));
        zip.Length.ShouldBeLessThan(100_000);

        (await Should.ThrowAsync<DatasetException>(() => DatasetSamples.ReadAsync(DatasetFormat.JsonLines, zip))).Message.ShouldContain("200 times smaller");
    }

    [Fact]
    public async Task A_zip_holds_no_more_in_all_than_is_taken()
    {
        var limits = new DatasetLimits { MaxInflatedBytes = 1000 };
        var zip = DatasetSamples.Zip([.. Enumerable.Range(0, 30).Select(number => ($"{number}.xml", $"<annotation><filename>{number}.jpg</filename></annotation>"))]);

        (await Should.ThrowAsync<DatasetException>(() => DatasetSamples.ReadAsync(DatasetFormat.Voc, zip, limits))).Message.ShouldBe("There is more in the zip than the 1,000 bytes that are taken.");
    }

    [Fact]
    public async Task A_zip_has_no_more_files_than_are_taken()
    {
        var zip = DatasetSamples.Zip([.. Enumerable.Range(0, 30).Select(number => ($"{number}.xml", "<annotation/>"))]);

        await Should.ThrowAsync<DatasetException>(() => DatasetSamples.ReadAsync(DatasetFormat.Voc, zip, new DatasetLimits { MaxEntries = 29 }));
        await Should.ThrowAsync<DatasetException>(() => DatasetSamples.ReadAsync(DatasetFormat.Voc, zip, new DatasetLimits { MaxDirectoryBytes = 1000 }));
        (await DatasetSamples.ReadAsync(DatasetFormat.Voc, zip, new DatasetLimits { MaxEntries = 30, MaxDirectoryBytes = 2000 })).Images.Count.ShouldBe(30);
    }

    [Fact]
    public async Task A_list_of_files_that_says_it_is_elsewhere_is_refused()
    {
        var zip = DatasetSamples.Zip(("a.jsonl", Good));
        BinaryPrimitives.WriteUInt32LittleEndian(zip.AsSpan(zip.Length - 6), uint.MaxValue);

        await Should.ThrowAsync<DatasetException>(() => DatasetSamples.ReadAsync(DatasetFormat.JsonLines, zip));
    }

    [Fact]
    public async Task Two_files_of_a_name_are_refused()
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            archive.CreateEntry("a.jsonl").Open().Dispose();
            archive.CreateEntry("a.jsonl").Open().Dispose();
        }

        (await Should.ThrowAsync<DatasetException>(() => DatasetSamples.ReadAsync(DatasetFormat.JsonLines, bytes.ToArray()))).Message.ShouldBe("a.jsonl in the zip is there twice.");
    }

    [Fact]
    public async Task Rows_that_do_not_agree_about_their_picture_are_a_problem_of_it()
    {
        var (images, _) = await DatasetSamples.ReadAsync(
            DatasetFormat.Csv,
            "name,caption,label,x,y,box_width,box_height\na.jpg,one,cat,0,0,1,1\nb.jpg,,,,,,\na.jpg,two,dog,0,0,1,1\na.jpg,,dog,0,0,1,1\na.jpg,,,0,,,\na.jpg,,dog,0,0,1,nan\n");

        images.Count.ShouldBe(2);
        images[0].Problems.Select(problem => problem.Place).ShouldBe(["line 4", "line 6", "line 7"]);
        images[0].Image.Boxes!.Select(box => box.Label).ShouldBe(["cat", "dog"]);
        images[1].Problems.ShouldBeEmpty();
        images[1].Image.Boxes.ShouldBe([]);
    }

    [Theory]
    [InlineData("label,x\n")]
    [InlineData("name,label,x\na,b,1")]
    [InlineData("name,name\na,b")]
    [InlineData("name\n")]
    public async Task Csv_without_the_columns_that_are_needed_is_refused(string text) =>
        await Should.ThrowAsync<DatasetException>(() => DatasetSamples.ReadAsync(DatasetFormat.Csv, text));

    [Fact]
    public async Task Pictures_and_boxes_have_limits()
    {
        await Should.ThrowAsync<DatasetException>(() => DatasetSamples.ReadAsync(DatasetFormat.Csv, "name\na\nb\nc\n", new DatasetLimits { MaxImages = 2 }));

        var (images, _) = await DatasetSamples.ReadAsync(
            DatasetFormat.Csv,
            "name,label,x,y,box_width,box_height\n" + string.Concat(Enumerable.Repeat("a,cat,0,0,1,1\n", 9)),
            new DatasetLimits { MaxBoxes = 4 });
        images[0].Problems.ShouldBe([new DatasetProblem("line 6", "A picture has at most 4 boxes.")]);
    }
}
