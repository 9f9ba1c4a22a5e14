using Vignette.Schema;

namespace Vignette.Exchange.Spooling;

/// <summary>Pictures and boxes in the temporary files of this process.</summary>
internal static class DatasetCodec
{
    public static void Write(BinaryWriter to, DatasetImage image)
    {
        WriteText(to, image.Id?.ToString());
        to.Write(image.FileName);
        WriteText(to, image.Picture);
        WriteText(to, image.Sha256);
        to.Write(image.Width ?? 0);
        to.Write(image.Height ?? 0);
        WriteText(to, image.Caption);
        WriteList(to, image.Tags, static (to, tag) => to.Write(tag));
        to.Write((sbyte)(image.Review is { } review ? (int)review : -1));
        WriteList(to, image.Boxes, Write);
    }

    public static DatasetImage ReadImage(BinaryReader from) => new()
    {
        Id = ReadText(from) is { } id ? ImageId.Parse(id) : null,
        FileName = from.ReadString(),
        Picture = ReadText(from),
        Sha256 = ReadText(from),
        Width = from.ReadInt32() is var width and > 0 ? width : null,
        Height = from.ReadInt32() is var height and > 0 ? height : null,
        Caption = ReadText(from),
        Tags = ReadList(from, static from => from.ReadString()),
        Review = from.ReadSByte() is var review and >= 0 ? (ReviewState)review : null,
        Boxes = ReadList(from, ReadBox),
    };

    public static void Write(BinaryWriter to, DatasetBox box)
    {
        WriteText(to, box.Id);
        to.Write(box.Label);
        to.Write(box.Box.X);
        to.Write(box.Box.Y);
        to.Write(box.Box.Width);
        to.Write(box.Box.Height);
        to.Write(box.Confidence ?? double.NaN);
        to.Write((sbyte)(box.Origin is { } origin ? (int)origin : -1));
        WriteText(to, box.Author);
        to.Write(box.Rounding);
    }

    public static DatasetBox ReadBox(BinaryReader from)
    {
        var (id, label) = (ReadText(from), from.ReadString());
        return new DatasetBox(label, new BoundingBox(from.ReadDouble(), from.ReadDouble(), from.ReadDouble(), from.ReadDouble()))
        {
            Id = id,
            Confidence = from.ReadDouble() is var confidence && double.IsNaN(confidence) ? null : confidence,
            Origin = from.ReadSByte() is var origin and >= 0 ? (CaptionOrigin)origin : null,
            Author = ReadText(from),
            Rounding = from.ReadDouble(),
        };
    }

    private static void WriteText(BinaryWriter to, string? text)
    {
        to.Write(text is not null);
        if (text is not null)
        {
            to.Write(text);
        }
    }

    private static string? ReadText(BinaryReader from) => from.ReadBoolean() ? from.ReadString() : null;

    private static void WriteList<T>(BinaryWriter to, IReadOnlyList<T>? list, Action<BinaryWriter, T> write)
    {
        to.Write(list?.Count ?? -1);
        foreach (var item in list ?? [])
        {
            write(to, item);
        }
    }

    private static T[]? ReadList<T>(BinaryReader from, Func<BinaryReader, T> read)
    {
        var count = from.ReadInt32();
        if (count < 0)
        {
            return null;
        }

        var list = new T[count];
        for (var i = 0; i < count; i++)
        {
            list[i] = read(from);
        }

        return list;
    }
}
