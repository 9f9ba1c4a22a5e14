using System.Buffers.Binary;
using System.Numerics;

namespace Vignette.Imaging.ImageSharp.Colors;

/// <summary>
/// Reads an ICC profile (ICC.1:2022, 7 and 10). ImageSharp reads them too, but not so that it can be asked for a curve: and
/// where red, green and blue share one, as they mostly do, it knows only the last.
/// </summary>
internal sealed class EmbeddedProfile(byte[] profile)
{
    private const int ColorSpaceAt = 16;
    private const int ConnectionSpaceAt = 20;
    private const int TagCountAt = 128;
    private const int TagLength = 12;
    private const int MaxTags = 100;
    private const float Fixed16 = 1 << 16;

    // Nothing in an array of numbers is led by more than this: its type, four empty bytes.
    private const int TypeLength = 8;

    /// <summary>Whether the profile is for such numbers (<c>RGB </c>, <c>GRAY</c>) and gives their colours as XYZ.</summary>
    public bool LeadsToXyzFrom(ReadOnlySpan<byte> colorSpace) =>
        profile.Length > TagCountAt + 4
        && profile.AsSpan(ColorSpaceAt, 4).SequenceEqual(colorSpace)
        && profile.AsSpan(ConnectionSpaceAt, 4).SequenceEqual("XYZ "u8);

    /// <summary>The XYZ of a tag such as <c>rXYZ</c>; null where there is none.</summary>
    public Vector3? Xyz(ReadOnlySpan<byte> tag) => Data(tag, "XYZ "u8) is { Length: >= 12 } data
        ? new Vector3(ReadFixed(data), ReadFixed(data[4..]), ReadFixed(data[8..]))
        : null;

    /// <summary>What a tag such as <c>rTRC</c> makes of each of 256 levels, 0 to 1; null where there is no such curve.</summary>
    public float[]? Curve(ReadOnlySpan<byte> tag)
    {
        if (Data(tag, "curv"u8) is { Length: >= 4 } sampled)
        {
            return SampledCurve(sampled);
        }

        return Data(tag, "para"u8) is { Length: >= 4 } formula ? ParametricCurve(formula) : null;
    }

    private static float[]? SampledCurve(ReadOnlySpan<byte> data)
    {
        var count = BinaryPrimitives.ReadUInt32BigEndian(data);
        if (data.Length < 4 + (2L * count))
        {
            return null;
        }

        var samples = new float[count];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = BinaryPrimitives.ReadUInt16BigEndian(data[(4 + (2 * i))..]);
        }

        return samples switch
        {
            [] => Levels(x => x),
            [var gamma] => Levels(x => MathF.Pow(x, gamma / 256)),
            _ => Levels(x => Interpolated(samples, x) / ushort.MaxValue),
        };
    }

    private static float Interpolated(float[] samples, float x)
    {
        var place = x * (samples.Length - 1);
        var below = Math.Min((int)place, samples.Length - 2);
        return samples[below] + ((place - below) * (samples[below + 1] - samples[below]));
    }

    private static float[]? ParametricCurve(ReadOnlySpan<byte> data)
    {
        var numbers = new float[(data.Length - 4) / 4];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = ReadFixed(data[(4 + (4 * i))..]);
        }

        // The five functions of ICC.1:2022, table 68.
        return (BinaryPrimitives.ReadUInt16BigEndian(data), numbers) switch
        {
            (0, [var g, ..]) => Levels(x => MathF.Pow(x, g)),
            (1, [var g, var a, var b, ..]) => Levels(x => x >= -b / a ? MathF.Pow((a * x) + b, g) : 0),
            (2, [var g, var a, var b, var c, ..]) => Levels(x => x >= -b / a ? MathF.Pow((a * x) + b, g) + c : c),
            (3, [var g, var a, var b, var c, var d, ..]) => Levels(x => x >= d ? MathF.Pow((a * x) + b, g) : c * x),
            (4, [var g, var a, var b, var c, var d, var e, var f, ..]) => Levels(x => x >= d ? MathF.Pow((a * x) + b, g) + e : (c * x) + f),
            _ => null,
        };
    }

    private static float[] Levels(Func<float, float> curve)
    {
        var levels = new float[256];
        for (var level = 0; level < levels.Length; level++)
        {
            // What is no number, as a damaged formula may give, is black.
            var value = curve(level / 255f);
            levels[level] = float.IsNaN(value) ? 0 : Math.Clamp(value, 0, 1);
        }

        return levels;
    }

    /// <summary>A tag's data after its type, if it has this type; else empty.</summary>
    private ReadOnlySpan<byte> Data(ReadOnlySpan<byte> tag, ReadOnlySpan<byte> type)
    {
        var tags = Math.Min(MaxTags, BinaryPrimitives.ReadUInt32BigEndian(profile.AsSpan(TagCountAt)));
        for (var at = TagCountAt + 4; tags > 0 && at + TagLength <= profile.Length; at += TagLength, tags--)
        {
            var entry = profile.AsSpan(at, TagLength);
            if (!entry[..4].SequenceEqual(tag))
            {
                continue;
            }

            var (start, length) = (BinaryPrimitives.ReadUInt32BigEndian(entry[4..]), BinaryPrimitives.ReadUInt32BigEndian(entry[8..]));
            if (length < TypeLength || (long)start + length > profile.Length)
            {
                return [];
            }

            var data = profile.AsSpan((int)start, (int)length);
            return data[..4].SequenceEqual(type) ? data[TypeLength..] : [];
        }

        return [];
    }

    private static float ReadFixed(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt32BigEndian(bytes) / Fixed16;
}
