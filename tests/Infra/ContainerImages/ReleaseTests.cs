using Vignette.Infra.ContainerImages;

namespace Vignette.Infra.Tests.ContainerImages;

public sealed class ReleaseTests : IDisposable
{
    private readonly string? _commit = Environment.GetEnvironmentVariable(Release.CommitVariable);

    public void Dispose() => Environment.SetEnvironmentVariable(Release.CommitVariable, _commit);

    [Fact]
    public void A_commit_that_is_said_names_the_build()
    {
        Environment.SetEnvironmentVariable(Release.CommitVariable, " 0a1b2c3d ");
        var release = Release.OfProcess();
        release.Commit.ShouldBe("0a1b2c3d");
        release.Build.ShouldBe("0a1b2c3d");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Otherwise_the_sources_do(string? commit)
    {
        Environment.SetEnvironmentVariable(Release.CommitVariable, commit);
        var release = Release.OfProcess();
        release.Commit.ShouldBeNull();
        release.Build.ShouldMatch("^[0-9a-f]{64}$");
    }

    [Fact]
    public void The_version_is_the_repositorys()
    {
        var properties = File.ReadAllText(Path.Combine(Release.RepositoryRoot(AppContext.BaseDirectory), "Directory.Build.props"));
        properties.ShouldContain($"<VersionPrefix>{Release.OfProcess().Version}</VersionPrefix>");
    }

    [Fact]
    public void Outside_of_the_repository_nothing_can_be_built() =>
        Should.Throw<DirectoryNotFoundException>(() => Release.RepositoryRoot(Path.GetPathRoot(AppContext.BaseDirectory)!)).Message.ShouldContain(".dockerignore");
}
