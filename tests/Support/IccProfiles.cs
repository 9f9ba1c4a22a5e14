using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Vignette.Tests;

/// <summary>Writes ICC profiles of version 4 (ICC.1:2022, 7): curves, and for colours a matrix.</summary>
public static class IccProfiles
{
    // The curve of sRGB, as a formula of the fourth kind.
    private static readonly byte[] SrgbCurve = Parametric(3, 2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045);

    /// <summary>What phones photograph in.</summary>
    public static byte[] DisplayP3() => Rgb(
        new(0.51512f, 0.24120f, -0.00105f), new(0.29198f, 0.69225f, 0.04189f), new(0.15710f, 0.06657f, 0.78407f), SrgbCurve);

    public static byte[] AdobeRgb() => Rgb(
        new(0.60974f, 0.31111f, 0.01947f), new(0.20528f, 0.62567f, 0.06087f), new(0.14919f, 0.06322f, 0.74457f), Sampled(0x0233));

    /// <summary>sRGB's own colours by a curve of many points, here the square.</summary>
    public static byte[] Measured() => Rgb(
        new(0.43607f, 0.22249f, 0.01392f), new(0.38515f, 0.71687f, 0.09708f), new(0.14307f, 0.06061f, 0.71410f),
        Sampled([.. Enumerable.Range(0, 64).Select(i => (ushort)Math.Round(i / 63.0 * (i / 63.0) * ushort.MaxValue))]));

    public static byte[] Grey() => Profile("GRAY", ("wtpt", Xyz(new(0.9642f, 1, 0.8249f))), ("kTRC", Parametric(0, 1.8)));

    /// <summary>A profile for such numbers and with these tags.</summary>
    public static byte[] Profile(string colorSpace, params (string Name, byte[] Data)[] tags)
    {
        const int header = 128;
        var at = header + 4 + (12 * tags.Length);
        var profile = new byte[at + tags.Sum(tag => tag.Data.Length)];
        BinaryPrimitives.WriteInt32BigEndian(profile, profile.Length);
        profile[8] = 4;
        Write(profile, 12, "mntr" + colorSpace + "XYZ ");
        BinaryPrimitives.WriteUInt16BigEndian(profile.AsSpan(24), 2026);
        (profile[27], profile[29]) = (1, 1);
        Write(profile, 36, "acsp");
        Xyz(new(0.9642f, 1, 0.8249f)).AsSpan(8).CopyTo(profile.AsSpan(68));
        BinaryPrimitives.WriteInt32BigEndian(profile.AsSpan(header), tags.Length);
        for (var i = 0; i < tags.Length; i++)
        {
            var entry = header + 4 + (12 * i);
            Write(profile, entry, tags[i].Name);
            BinaryPrimitives.WriteInt32BigEndian(profile.AsSpan(entry + 4), at);
            BinaryPrimitives.WriteInt32BigEndian(profile.AsSpan(entry + 8), tags[i].Data.Length);
            tags[i].Data.CopyTo(profile, at);
            at += tags[i].Data.Length;
        }

        return profile;
    }

    public static byte[] Xyz(Vector3 value) => [.. "XYZ "u8, 0, 0, 0, 0, .. Fixed(value.X), .. Fixed(value.Y), .. Fixed(value.Z)];

    /// <summary>A curve of the function with this number, and its parameters.</summary>
    public static byte[] Parametric(byte function, params double[] parameters) =>
        [.. "para"u8, 0, 0, 0, 0, 0, function, 0, 0, .. parameters.SelectMany(Fixed)];

    /// <summary>A curve of evenly spaced points; of one only, its gamma in 256ths.</summary>
    public static byte[] Sampled(params ushort[] points) =>
        [.. "curv"u8, 0, 0, 0, 0, 0, 0, (byte)(points.Length >> 8), (byte)points.Length, .. points.SelectMany(point => (byte[])[(byte)(point >> 8), (byte)point]), .. new byte[points.Length % 2 * 2]];

    private static byte[] Rgb(Vector3 red, Vector3 green, Vector3 blue, byte[] curve) => Profile(
        "RGB ",
        ("wtpt", Xyz(new(0.9642f, 1, 0.8249f))),
        ("rXYZ", Xyz(red)), ("gXYZ", Xyz(green)), ("bXYZ", Xyz(blue)),
        ("rTRC", curve), ("gTRC", curve), ("bTRC", curve));

    private static byte[] Fixed(double value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, (int)Math.Round(value * 65536));
        return bytes;
    }

    private static void Write(byte[] profile, int at, string text) => Encoding.ASCII.GetBytes(text, profile.AsSpan(at));
}
