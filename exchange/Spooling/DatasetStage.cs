using System.Globalization;
using System.Text;
using Vignette.Schema.Catalog;

namespace Vignette.Exchange.Spooling;

/// <summary>
/// All that a file says, gathered by picture before anything of it is used. Pictures and boxes may come in any order: they are in
/// a temporary file, where each box leads to the one before it of the same picture, and in memory is an entry a picture.
/// </summary>
public sealed class DatasetStage : IDisposable
{
    private const int MaxProblemsOfImage = 20;
    private const int MaxLooseProblems = 1_000;
    private const long None = -1;

    private readonly DatasetLimits _limits;
    private readonly FileStream _file = TemporaryFile.Create();
    private readonly BinaryWriter _writer;
    private readonly BinaryReader _reader;
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly List<DatasetProblem> _problems = [];
    private bool _isAtEnd;

    public DatasetStage(DatasetLimits limits)
    {
        _limits = limits;
        _writer = new BinaryWriter(_file, Encoding.UTF8, leaveOpen: true);
        _reader = new BinaryReader(_file, Encoding.UTF8, leaveOpen: true);
    }

    /// <summary>Pictures.</summary>
    public int Count => _entries.Count;

    /// <summary>What is wrong and belongs to no picture: the first thousand of <see cref="ProblemCount"/>.</summary>
    public IReadOnlyList<DatasetProblem> Problems => _problems;

    public long ProblemCount { get; private set; }

    public bool Contains(string key) => _entries.ContainsKey(key);

    /// <summary>A picture, once. The second with a key is a problem of the first.</summary>
    /// <exception cref="DatasetException">There are more than are taken.</exception>
    public void AddImage(string key, DatasetImage image, string place)
    {
        if (_entries.TryGetValue(key, out var twin))
        {
            Refuse(key, place, $"The picture is in the file twice, first at {ReadHead(twin).Place}.");
            return;
        }

        if (_entries.Count == _limits.MaxImages)
        {
            throw new DatasetException(string.Create(CultureInfo.InvariantCulture, $"A file has at most {_limits.MaxImages:N0} pictures."));
        }

        var entry = new Entry { Head = Append() };
        _writer.Write(place);
        DatasetCodec.Write(_writer, image);
        _entries.Add(key, entry);
        var edit = new AnnotationEdit { Caption = image.Caption, Tags = image.Tags, Review = image.Review };
        if (edit.Problem() is { } problem)
        {
            Refuse(key, place, problem);
        }
    }

    /// <summary>The picture as it is known so far, without its boxes.</summary>
    public DatasetImage Image(string key) => ReadHead(_entries[key]).Image;

    /// <summary>Says something else, or more, of a picture.</summary>
    public void Replace(string key, DatasetImage image)
    {
        var entry = _entries[key];
        var place = ReadHead(entry).Place;
        entry.Head = Append();
        _writer.Write(place);
        DatasetCodec.Write(_writer, image);
    }

    /// <param name="key">Of a picture that was added.</param>
    public void AddBox(string key, DatasetBox box, string place)
    {
        var entry = _entries[key];
        if (++entry.Boxes > _limits.MaxBoxes)
        {
            if (entry.Boxes == _limits.MaxBoxes + 1)
            {
                Refuse(key, place, string.Create(CultureInfo.InvariantCulture, $"A picture has at most {_limits.MaxBoxes:N0} boxes."));
            }

            return;
        }

        if (AnnotationRules.ProblemOfLabel(box.Label) is { } problem)
        {
            Refuse(key, place, problem);
            return;
        }

        Link(entry, isBox: true);
        DatasetCodec.Write(_writer, box with { Label = box.Label.Trim() });
    }

    /// <summary>Something is wrong that keeps a picture from being taken.</summary>
    /// <param name="key">The picture's; null, or one that is unknown, where it concerns none.</param>
    public void Refuse(string? key, string place, string reason)
    {
        if (key is null || !_entries.TryGetValue(key, out var entry))
        {
            ProblemCount++;
            if (_problems.Count < MaxLooseProblems)
            {
                _problems.Add(new DatasetProblem(place, reason));
            }
        }
        else if (entry.Problems++ < MaxProblemsOfImage)
        {
            Link(entry, isBox: false);
            _writer.Write(place);
            _writer.Write(reason);
        }
    }

    /// <summary>All pictures in the order of the file, as often as asked; one walk at a time.</summary>
    public IEnumerable<StagedImage> Read()
    {
        foreach (var entry in _entries.Values)
        {
            yield return Read(entry);
        }
    }

    public void Dispose()
    {
        _writer.Dispose();
        _reader.Dispose();
        _file.Dispose();
    }

    private StagedImage Read(Entry entry)
    {
        var (place, image) = ReadHead(entry);
        var boxes = new List<DatasetBox>();
        var problems = new List<DatasetProblem>();
        for (var at = entry.Last; at != None;)
        {
            _file.Position = at;
            at = _reader.ReadInt64();
            if (_reader.ReadBoolean())
            {
                boxes.Add(DatasetCodec.ReadBox(_reader));
            }
            else
            {
                problems.Add(new DatasetProblem(_reader.ReadString(), _reader.ReadString()));
            }
        }

        boxes.Reverse();
        problems.Reverse();
        return new StagedImage(boxes.Count > 0 ? image with { Boxes = boxes } : image, place, problems);
    }

    private (string Place, DatasetImage Image) ReadHead(Entry entry)
    {
        _isAtEnd = false;
        _file.Position = entry.Head;
        return (_reader.ReadString(), DatasetCodec.ReadImage(_reader));
    }

    private void Link(Entry entry, bool isBox)
    {
        var at = Append();
        _writer.Write(entry.Last);
        _writer.Write(isBox);
        entry.Last = at;
    }

    private long Append()
    {
        if (!_isAtEnd)
        {
            _file.Seek(0, SeekOrigin.End);
            _isAtEnd = true;
        }

        return _file.Position;
    }

    private sealed class Entry
    {
        public long Head { get; set; }

        public long Last { get; set; } = None;

        public int Boxes { get; set; }

        public int Problems { get; set; }
    }
}
