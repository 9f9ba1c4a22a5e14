using System.Reflection;

namespace Vignette.Infra.ContainerImages;

/// <summary>What is deployed.</summary>
/// <param name="Version">The version that <c>Directory.Build.props</c> gives to all of this repository.</param>
/// <param name="Build">What tells this build from others of the same version: it is another one whenever an image would be.</param>
/// <param name="Commit">The commit that it is made from; null where nobody says.</param>
public sealed record Release(string Version, string Build, string? Commit)
{
    /// <summary>
    /// The environment variable in which whoever deploys says which commit this is. It then names the build too, so what is
    /// deployed must be that commit and nothing else; where it is not set, the digest of the sources names the build.
    /// </summary>
    public const string CommitVariable = "VIGNETTE_COMMIT";

    /// <summary>What the environment of this process and the repository that it runs in say.</summary>
    public static Release OfProcess()
    {
        var commit = Environment.GetEnvironmentVariable(CommitVariable)?.Trim() is { Length: > 0 } said ? said : null;
        return new Release(OwnVersion, commit ?? SourceDigest.Of(RepositoryRoot(Environment.CurrentDirectory)), commit);
    }

    // What follows a plus sign is the build tool's word for where it ran.
    internal static string OwnVersion =>
        typeof(Release).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <exception cref="DirectoryNotFoundException">The folder is not in the repository.</exception>
    internal static string RepositoryRoot(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, SourceDigest.IgnoreFile)))
            {
                return at.FullName;
            }
        }

        throw new DirectoryNotFoundException($"The images are built from the repository that Pulumi runs in, but {folder} is in none: no folder above it has a {SourceDigest.IgnoreFile}.");
    }
}
