using Vignette.Infra.ContainerImages;

namespace Vignette.Infra.Tests.ContainerImages;

public sealed class SourceDigestTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("vignette-sources-");

    public SourceDigestTests()
    {
        Write(".dockerignore", "# What is let in.\n*\n!one.props\n!code\n**/bin\n**/obj\n");
        Write("one.props", "1");
        Write("code/inner/a.cs", "a");
    }

    public void Dispose() => _root.Delete(recursive: true);

    [Theory]
    [InlineData("one.props", "2")]
    [InlineData("code/inner/a.cs", "b")]
    [InlineData("code/b.cs", "")]
    [InlineData(".dockerignore", "*\n!one.props\n!code\n")]
    public void What_goes_into_an_image_counts(string file, string text)
    {
        var before = SourceDigest.Of(_root.FullName);
        Write(file, text);
        SourceDigest.Of(_root.FullName).ShouldNotBe(before);
    }

    [Theory]
    [InlineData("readme.md")]
    [InlineData("code/bin/a.dll")]
    [InlineData("code/inner/obj/a.json")]
    public void What_does_not_go_into_one_does_not(string file)
    {
        var before = SourceDigest.Of(_root.FullName);
        Write(file, "x");
        SourceDigest.Of(_root.FullName).ShouldBe(before);
    }

    [Fact]
    public void A_name_counts_too()
    {
        var before = SourceDigest.Of(_root.FullName);
        File.Move(Path.Combine(_root.FullName, "code/inner/a.cs"), Path.Combine(_root.FullName, "code/inner/b.cs"));
        SourceDigest.Of(_root.FullName).ShouldNotBe(before);
    }

    [Fact]
    public void What_is_missing_is_named()
    {
        File.Delete(Path.Combine(_root.FullName, "one.props"));
        Should.Throw<FileNotFoundException>(() => SourceDigest.Of(_root.FullName)).Message.ShouldContain("one.props");
    }

    private void Write(string file, string text)
    {
        var path = Path.Combine(_root.FullName, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
