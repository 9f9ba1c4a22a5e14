using System.Security.Cryptography;
using System.Text;

namespace Vignette.Infra.ContainerImages;

/// <summary>
/// A digest of what images are built from: what <c>.dockerignore</c>, a list of what is let in, lets in. That a change of a file
/// which it shuts out again gives another digest does no harm; a change that gave none would.
/// </summary>
internal static class SourceDigest
{
    public const string IgnoreFile = ".dockerignore";

    private static readonly string[] BuildOutput = ["bin", "obj"];

    /// <summary>SHA-256 over names and contents, in lower-case hexadecimal digits.</summary>
    /// <exception cref="FileNotFoundException">There is no such list, or not everything that it lets in.</exception>
    public static string Of(string root)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var entries = File.ReadLines(Path.Combine(root, IgnoreFile))
            .Where(line => line.StartsWith('!'))
            .Select(line => Path.Combine(root, line[1..].Trim()))
            .Prepend(Path.Combine(root, IgnoreFile));
        foreach (var file in entries.SelectMany(FilesOf).OrderBy(file => file, StringComparer.Ordinal))
        {
            digest.AppendData(Encoding.UTF8.GetBytes($"{Path.GetRelativePath(root, file)}\0"));
            digest.AppendData(SHA256.HashData(File.ReadAllBytes(file)));
        }

        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }

    private static IEnumerable<string> FilesOf(string path)
    {
        if (!Directory.Exists(path))
        {
            return File.Exists(path) ? [path] : throw new FileNotFoundException($"{IgnoreFile} lets {path} into the images, but it is not there.", path);
        }

        var folder = new DirectoryInfo(path);
        return folder.EnumerateFiles().Select(file => file.FullName)
            .Concat(folder.EnumerateDirectories().Where(inner => !BuildOutput.Contains(inner.Name)).SelectMany(inner => FilesOf(inner.FullName)));
    }
}
