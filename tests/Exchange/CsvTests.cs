using System.Text;
using Vignette.Exchange.Csv;

namespace Vignette.Exchange.Tests;

public sealed class CsvTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "'\tx")]
    [InlineData("＝1", "'＝1")]
    [InlineData("'", "''")]
    [InlineData("'=1", "''=1")]
    [InlineData("it's", "it's")]
    [InlineData("", "")]
    public void No_cell_is_a_formula_and_none_is_changed(string text, string cell)
    {
        CsvCell.Guarded(text).ShouldBe(cell);
        CsvCell.Unguarded(cell).ShouldBe(text);
    }

    [Theory]
    [InlineData("'tis")]
    [InlineData("'")]
    public void An_apostrophe_of_others_stays(string cell) => CsvCell.Unguarded(cell).ShouldBe(cell);

    [Fact]
    public void Lists_come_back_whatever_is_in_them()
    {
        string[] tags = ["a", "b;c", @"d\", @"\;", "e f"];

        CsvList.Split(CsvList.Join(tags)).ShouldBe(tags);
        CsvList.Split(" a ;; b;").ShouldBe(["a", "b"]);
        CsvList.Split("").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("a,b\r\nc,d\r\n", "a|b/c|d")]
    [InlineData("a,b\nc,d", "a|b/c|d")]
    [InlineData("a,b\rc,d\r", "a|b/c|d")]
    [InlineData("\uFEFFa,b\n", "a|b")]
    [InlineData("a;b\n1,5;2\n", "a|b/1,5|2")]
    [InlineData("a\tb\n1\t2\n", "a|b/1|2")]
    [InlineData("\"a,b\",\"c\"\"d\",\"e\r\nf\"\n", "a,b|c\"d|e\r\nf")]
    [InlineData("\"\",\n", "|")]
    [InlineData("a,\n", "a|")]
    [InlineData("\"\"", "")]
    public async Task Rows_are_read_as_spreadsheets_write_them(string text, string expected)
    {
        (await RowsAsync(text)).ShouldBe(expected.Split('/'));
    }

    [Theory]
    [InlineData("a\n\"b", "line 2: The row ends within quotation marks.")]
    [InlineData("a\nb\"c\nd", "line 2: A quotation mark stands where none may: a cell that has one is within quotation marks, and has it twice./d")]
    [InlineData("a\n\"b\"c\nd", "line 2: A quotation mark stands where none may: a cell that has one is within quotation marks, and has it twice./d")]
    public async Task What_is_wrong_is_said_of_its_line_and_the_next_is_read(string text, string expected)
    {
        (await RowsAsync(text)).ShouldBe(["a", .. expected.Split('/')]);
    }

    [Fact]
    public async Task Lines_are_counted_within_quotation_marks_too()
    {
        var reader = new CsvReader(new MemoryStream("a\n\"b\nc\nd\"\ne"u8.ToArray()), 1000);
        var lines = new List<long>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken) is not null)
        {
            lines.Add(reader.Line);
        }

        lines.ShouldBe([1, 2, 5]);
    }

    [Fact]
    public async Task A_row_that_is_too_long_is_skipped_and_costs_no_memory()
    {
        var text = $"a\n\"{new string('x', 300_000)}\"\nb\n";

        (await RowsAsync(text)).ShouldBe(["a", "line 2: The row has more than the 1,000 bytes that are taken.", "b"]);
    }

    [Fact]
    public async Task What_is_no_utf8_is_said()
    {
        (await RowsAsync([(byte)'a', (byte)'\n', 0xC3, 0x28, (byte)'\n', (byte)'b'])).ShouldBe(["a", "line 2: The text is not valid UTF-8.", "b"]);
    }

    private static Task<List<string>> RowsAsync(string text) => RowsAsync(Encoding.UTF8.GetBytes(text));

    private static async Task<List<string>> RowsAsync(byte[] bytes)
    {
        var reader = new CsvReader(new MemoryStream(bytes), 1000);
        var rows = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken) is { } row)
        {
            rows.Add(reader.Problem is { } problem ? $"line {reader.Line}: {problem}" : string.Join('|', row));
        }

        return rows;
    }
}
