namespace Vignette.Exchange.Csv;

/// <summary>
/// Cells that a spreadsheet would run as a formula (OWASP, CSV injection) get an apostrophe before them, and so do those that
/// begin with one, so that reading takes it off again and nothing is lost.
/// </summary>
internal static class CsvCell
{
    private const char Guard = '\'';
    private const string Dangerous = "=+-@\t\r\n＝＋－＠'";

    public static string Guarded(string text) => text.Length > 0 && Dangerous.Contains(text[0]) ? Guard + text : text;

    public static string Unguarded(string text) => text.Length > 1 && text[0] == Guard && Dangerous.Contains(text[1]) ? text[1..] : text;
}
