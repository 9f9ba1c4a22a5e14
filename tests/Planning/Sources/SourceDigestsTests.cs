using Vignette.Planning.Sources;

namespace Vignette.Planning.Tests.Sources;

public sealed class SourceDigestsTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("vignette-sources-").FullName;

    public SourceDigestsTests()
    {
        Write("Pulumi.yaml", "name: vignette\n");
        Write("Pulumi.dev.yaml", "config:\n");
        Write("Pulumi.prod.yaml", "config:\n");
        Write("Directory.Build.props", "<VersionPrefix>1.0.0</VersionPrefix>\n<Product>One</Product>\n");
        Write("Directory.Packages.props", "<PackageVersion Include=\"Pulumi\" Version=\"3\" />\n<PackageVersion Include=\"Other\" Version=\"1\" />\n");
        Write("infra/PlatformStack.cs", "var name = Names.Original;\n");
        Write("infra/Planning/Plan.cs", "Unnamed");
        Write("infra/obj/Release/Generated.cs", "Unnamed");
        Write("functions/Pipeline/Objects/Names.cs", "class Names;\n");
        Write("functions/Pipeline/Objects/Unnamed.cs", "class Unnamed;\n");
        Write("schema/Catalog/Tag.cs", "class Tag;\n");
        Write("schema/Migrations/MySql/0001_catalog.sql", "CREATE\n");
        Write("schema.MySql/Options.cs", "class Options;\n");
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void They_are_the_program_its_configuration_and_what_it_names() => SourceDigests.Of(_root, "dev").Keys.ShouldBe(
    [
        "Directory.Build.props", "Directory.Packages.props", "Pulumi.dev.yaml", "Pulumi.yaml", "functions/Pipeline/Objects/Names.cs", "infra/PlatformStack.cs",
        "schema/Migrations/MySql/0001_catalog.sql",
    ]);

    [Theory]
    [InlineData("infra/PlatformStack.cs", "var name = Names.Original + 1;\n")]
    [InlineData("functions/Pipeline/Objects/Names.cs", "class Names2;\n")]
    [InlineData("Pulumi.dev.yaml", "config: 1\n")]
    [InlineData("Directory.Build.props", "<VersionPrefix>1.0.1</VersionPrefix>\n<Product>One</Product>\n")]
    [InlineData("Directory.Packages.props", "<PackageVersion Include=\"Pulumi\" Version=\"4\" />\n<PackageVersion Include=\"Other\" Version=\"1\" />\n")]
    [InlineData("infra/Buckets/New.cs", "class New;\n")]
    public void What_changed_is_named(string path, string text)
    {
        var plan = Plan();
        Write(path, text);
        SourceDigests.ChangedSince(plan, _root).ShouldBe([path]);
    }

    [Theory]
    [InlineData("infra/PlatformStack.cs", "var name = Names.Original;\r\n")]
    [InlineData("functions/Pipeline/Objects/Unnamed.cs", "class Changed;\n")]
    [InlineData("infra/Planning/Plan.cs", "Changed")]
    [InlineData("infra/obj/Release/Generated.cs", "Changed")]
    [InlineData("Pulumi.prod.yaml", "config: 1\n")]
    [InlineData("Directory.Build.props", "<VersionPrefix>1.0.0</VersionPrefix>\n<Product>Two</Product>\n")]
    [InlineData("Directory.Packages.props", "<PackageVersion Include=\"Pulumi\" Version=\"3\" />\n<PackageVersion Include=\"Other\" Version=\"2\" />\n")]
    public void What_is_no_concern_of_a_plan_is_none(string path, string text)
    {
        var plan = Plan();
        Write(path, text);
        SourceDigests.ChangedSince(plan, _root).ShouldBeEmpty();
    }

    [Fact]
    public void What_is_gone_is_named()
    {
        var plan = Plan();
        File.Delete(Path.Combine(_root, "functions/Pipeline/Objects/Names.cs"));
        SourceDigests.ChangedSince(plan, _root).ShouldBe(["functions/Pipeline/Objects/Names.cs"]);
    }

    private Plan Plan() => new("dev", [], [], SourceDigests.Of(_root, "dev"));

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_root, path))!);
        File.WriteAllText(Path.Combine(_root, path), text);
    }
}
