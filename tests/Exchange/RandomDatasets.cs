using System.Security.Cryptography;
using System.Text;
using Vignette.Schema;

namespace Vignette.Exchange.Tests;

/// <summary>Data sets made of a seed: what people might name and draw, and what they hardly would.</summary>
internal sealed class RandomDatasets(int seed)
{
    private static readonly string[] Words =
    [
        "cat", "Cat", "traffic light", "Straße", "кошка", "猫", "قطة", "👩‍👩‍👧", "e\u0301", "<b>bold</b>", "a,b;c", "\"quoted\"", "it's", "'=1+1", "=1+1", "+x", "-x", "@x",
        "'", "''", "back\\slash", "semi;colon", "&amp;", "null", "true", "1", "0: x", "- a", "# no comment", "{a}", "%", "  inner  blanks", "tab\tin", "ＦＵＬＬ", "＝1",
    ];

#pragma warning disable CA5394 // The same numbers each time are what is wanted.
    private readonly Random _random = new(seed);

    public List<DatasetImage> Next(int images) => [.. Enumerable.Range(0, images).Select(Image)];

    private DatasetImage Image(int number)
    {
        var id = ImageId.Parse(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}/{number}")).AsSpan(0, 16)));
        return new DatasetImage
        {
            Id = id,
            FileName = _random.Next(4) == 0 ? "IMG_0001.jpg" : $"{Text(2).Replace('\\', '_').Replace('/', '_').Replace('\t', ' ')}.jpg",
            Picture = $"{id}.jpg",
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(BitConverter.GetBytes(number))),
            Width = _random.Next(1, 9000),
            Height = _random.Next(1, 9000),
            Caption = _random.Next(5) == 0 ? null : Text(6) + (_random.Next(3) == 0 ? "\nSecond line, \"quoted\"." : ""),
            Tags = [.. Enumerable.Range(0, _random.Next(4)).Select(_ => Text(1).Replace('\t', ' ')).Distinct()],
            Review = (ReviewState)_random.Next(3),
            Boxes = [.. Enumerable.Range(0, _random.Next(6)).Select(_ => Box())],
        };
    }

    private DatasetBox Box()
    {
        var (x, y) = (_random.Next(5) == 0 ? 0 : _random.NextDouble(), _random.Next(5) == 0 ? 0 : _random.NextDouble());
        var (width, height) = (_random.Next(5) == 0 ? 1 - x : (1 - x) * _random.NextDouble(), _random.Next(5) == 0 ? 1 - y : (1 - y) * _random.NextDouble());
        var isModels = _random.Next(2) == 0;
        return new DatasetBox(Words[_random.Next(Words.Length)].Replace('\t', ' ').Trim(), new BoundingBox(x, y, Math.Max(width, 1e-6), Math.Max(height, 1e-6)))
        {
            Id = Convert.ToHexStringLower(SHA256.HashData(BitConverter.GetBytes(_random.NextInt64())).AsSpan(0, 16)),
            Confidence = isModels ? _random.NextDouble() : null,
            Origin = isModels ? CaptionOrigin.Model : CaptionOrigin.Person,
            Author = isModels ? null : Text(1),
        };
    }

    private string Text(int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => Words[_random.Next(Words.Length)])).Trim();
#pragma warning restore CA5394
}
