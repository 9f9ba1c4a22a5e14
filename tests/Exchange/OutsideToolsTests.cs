using System.Text.Json;
using Vignette.Tests;

namespace Vignette.Exchange.Tests;

/// <summary>What is written is read by tools that are not ours: Python's, as far as this machine has them.</summary>
public sealed class OutsideToolsTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public Task Pycocotools_reads_coco() => ReadAsync(
        DatasetFormat.Coco,
        "pycocotools",
        """
        import contextlib, io, json, sys
        from pycocotools.coco import COCO
        with contextlib.redirect_stdout(io.StringIO()):
            coco = COCO(sys.argv[1])
        names = {c['id']: c['name'] for c in coco.loadCats(coco.getCatIds())}
        out = []
        for i in coco.loadImgs(sorted(coco.getImgIds())):
            for a in coco.loadAnns(coco.getAnnIds(imgIds=i['id'])):
                x, y, w, h = a['bbox']
                out.append([i['file_name'], names[a['category_id']], x / i['width'], y / i['height'], w / i['width'], h / i['height']])
        print(json.dumps(out))
        """,
        1e-9);

    [Fact]
    public Task Python_reads_coco_by_its_specification() => ReadAsync(
        DatasetFormat.Coco,
        "json",
        """
        import json, sys
        with open(sys.argv[1], encoding='utf-8') as f:
            d = json.load(f)
        names = {c['id']: c['name'] for c in d['categories']}
        images = {i['id']: i for i in d['images']}
        assert len(images) == len(d['images']) and len(names) == len(d['categories'])
        assert len({a['id'] for a in d['annotations']}) == len(d['annotations'])
        out = []
        for a in d['annotations']:
            i, (x, y, w, h) = images[a['image_id']], a['bbox']
            assert a['iscrowd'] == 0 and abs(a['area'] - w * h) < 1e-6 and a['segmentation'] == []
            out.append([i['file_name'], names[a['category_id']], x / i['width'], y / i['height'], w / i['width'], h / i['height']])
        print(json.dumps(out))
        """,
        1e-9);

    [Fact]
    public Task Python_reads_yolo() => ReadAsync(
        DatasetFormat.Yolo,
        "yaml",
        """
        import json, sys, yaml, zipfile
        z = zipfile.ZipFile(sys.argv[1])
        assert z.testzip() is None
        names = yaml.safe_load(z.read('data.yaml'))['names']
        assert list(names) == list(range(len(names)))
        out = []
        for e in z.namelist():
            if e.startswith('labels/'):
                for line in z.read(e).decode().splitlines():
                    c, x, y, w, h = line.split()
                    x, y, w, h = float(x), float(y), float(w), float(h)
                    out.append([e[len('labels/'):-4] + '.jpg', names[int(c)], x - w / 2, y - h / 2, w, h])
        print(json.dumps(out))
        """,
        1e-9);

    [Fact]
    public Task Python_reads_voc() => ReadAsync(
        DatasetFormat.Voc,
        "xml.etree",
        """
        import json, sys, zipfile
        import xml.etree.ElementTree as ET
        z = zipfile.ZipFile(sys.argv[1])
        assert z.testzip() is None
        out = []
        for e in z.namelist():
            assert e.startswith('Annotations/') and e.endswith('.xml')
            r = ET.fromstring(z.read(e))
            assert r.tag == 'annotation' and [c.tag for c in r][:5] == ['folder', 'filename', 'source', 'size', 'segmented']
            w, h = int(r.find('size/width').text), int(r.find('size/height').text)
            assert r.find('size/depth').text == '3'
            for o in r.findall('object'):
                assert [c.tag for c in o][:5] == ['name', 'pose', 'truncated', 'difficult', 'bndbox']
                a, b, c, d = (int(o.find('bndbox/' + n).text) for n in ('xmin', 'ymin', 'xmax', 'ymax'))
                assert 0 <= a < c <= w and 0 <= b < d <= h
                out.append([r.find('filename').text, o.find('name').text, a / w, b / h, (c - a) / w, (d - b) / h])
        print(json.dumps(out))
        """,
        // Whole pixels of pictures that are a hundred wide at least.
        0.011);

    [Fact]
    public Task Python_reads_csv() => ReadAsync(
        DatasetFormat.Csv,
        "csv",
        """
        import csv, json, sys
        with open(sys.argv[1], newline='', encoding='utf-8') as f:
            rows = list(csv.DictReader(f, strict=True))
        assert not any(v[:1] in '=+-@' for r in rows for v in r.values() if v)
        def unguarded(s):
            return s[1:] if len(s) > 1 and s[0] == "'" and s[1] in "=+-@\t\r\n＝＋－＠'" else s
        print(json.dumps([[r['picture'], unguarded(r['label']), *(float(r[c]) for c in ('x', 'y', 'box_width', 'box_height'))] for r in rows if r['label']]))
        """,
        1e-9);

    [Theory]
    [MemberData(nameof(DatasetSamples.Formats), MemberType = typeof(DatasetSamples))]
    public async Task Unzip_finds_nothing_wrong_with_pictures_in_a_zip(DatasetFormat format)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("export.zip");
        await File.WriteAllBytesAsync(path, await DatasetSamples.WriteAsync(format, new RandomDatasets(2).Next(20), new MemoryPictures()), CancellationToken);

        (await OutsideTool.RunAsync("unzip", ["-tq", path])).Output.ShouldContain("No errors detected");
    }

    private static async Task ReadAsync(DatasetFormat format, string module, string program, double tolerance)
    {
        await OutsideTool.RunAsync("python3", ["-c", $"import {module}"], $"Python has no {module}: what it would read is not checked by it.");
        using var folder = new TemporaryFolder();
        var path = folder.File("export");
        var images = new RandomDatasets(9).Next(30).Select(image => image with { Width = 100 + image.Width, Height = 100 + image.Height }).ToList();
        await File.WriteAllBytesAsync(path, await DatasetSamples.WriteAsync(format, images), CancellationToken);

        var (output, errors) = await OutsideTool.RunAsync("python3", ["-X", "utf8", "-c", program, path]);

        errors.ShouldBeEmpty();
        var read = JsonSerializer.Deserialize<JsonElement[][]>(output)!;
        var drawn = images.SelectMany(image => image.Boxes!.Select(box => (image.Picture, box.Label, box.Box))).ToArray();
        drawn.Length.ShouldBeGreaterThan(40);
        read.Length.ShouldBe(drawn.Length);
        foreach (var (found, (picture, label, box)) in read.Zip(drawn))
        {
            found[0].GetString().ShouldBe(picture);
            found[1].GetString().ShouldBe(label);
            double[] expected = [box.X, box.Y, box.Width, box.Height];
            found[2..].Select(number => number.GetDouble()).Zip(expected).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) <= tolerance);
        }
    }
}
