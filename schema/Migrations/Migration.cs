using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Vignette.Schema.Database;

namespace Vignette.Schema.Migrations;

/// <summary>A step of the schema: an embedded file, e.g. <c>Sqlite/0001_catalog.sql</c>. Never changed once released.</summary>
/// <param name="Number">1 for the first, without gaps.</param>
internal sealed record Migration(int Number, string Name, string Text)
{
    /// <summary>SHA-256 of the text in lower-case hexadecimal digits; line ends do not count.</summary>
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text.ReplaceLineEndings("\n"))));

    /// <summary>All of an engine's migrations, in order.</summary>
    public static IReadOnlyList<Migration> All(SqlDialect dialect)
    {
        var assembly = typeof(Migration).Assembly;
        var prefix = $"{dialect.Name}/";
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Select(name => Read(assembly, name, name[prefix.Length..]))
            .OrderBy(migration => migration.Number)];
    }

    private static Migration Read(Assembly assembly, string resource, string fileName)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
        var number = int.Parse(fileName.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture);
        return new Migration(number, Path.GetFileNameWithoutExtension(fileName), reader.ReadToEnd());
    }
}
