using System.Text.Json;
using Pulumi.Utilities;
using Vignette.Infra.ContainerImages;
using Vignette.Infra.Tests.Rig;

namespace Vignette.Infra.Tests.ContainerImages;

public sealed class ImagesTests
{
    private static readonly ImagesArgs Args = new()
    {
        Release = new Release("1.2.3", "a-build", null),
        Region = "eu-central-1",
        DeletionProtection = true,
        WebIsFunction = false,
    };

    [Theory]
    [InlineData("functions", "functions/Host/Dockerfile")]
    [InlineData("web", "webapp/Host/Dockerfile")]
    public async Task Each_image_is_built_from_the_repository_for_Graviton_and_pushed(string role, string dockerfile)
    {
        var plan = await PlanAsync(Args);
        var image = plan.Find(Image, $"im-{role}-image-build");
        image["build.context"].ShouldBe("..");
        image["build.dockerfile"].ShouldBe($"../{dockerfile}");
        image["build.platform"].ShouldBe("linux/arm64");
        image["build.builderVersion"].ShouldBe("BuilderBuildKit");
        image["buildOnPreview"].ShouldBe(false);
        image["skipPush"].ShouldBeNull();
        image["imageName"].ShouldBe($"im-{role}-repository.repositoryUrl:1.2.3-im-{role}-image-tag.hex");
        image["registry.server"].ShouldBe($"im-{role}-repository.repositoryUrl");
        image["registry.username"].ShouldBe("AWS");
        File.Exists(Path.Combine(Repository, dockerfile)).ShouldBeTrue();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("0a1b2c3d")]
    public async Task An_image_says_what_it_was_made_from(string? commit)
    {
        var plan = await PlanAsync(Args with { Release = Args.Release with { Commit = commit } });
        foreach (var image in plan.OfType(Image))
        {
            image["build.args.VERSION"].ShouldBe("1.2.3");
            image["build.args.COMMIT"].ShouldBe(commit);
            var dockerfile = await File.ReadAllTextAsync(Path.Combine(Repository, image["build.dockerfile"]!.ToString()![3..]), TestContext.Current.CancellationToken);
            dockerfile.ShouldContain("ARG VERSION=");
            dockerfile.ShouldContain("ARG COMMIT=");
        }
    }

    [Fact]
    public async Task Another_build_has_another_tag()
    {
        foreach (var tag in (await PlanAsync(Args)).OfType("random:index/randomId:RandomId"))
        {
            tag["keepers.version"].ShouldBe("1.2.3");
            tag["keepers.build"].ShouldBe("a-build");
        }
    }

    [Fact]
    public async Task What_is_deployed_is_named_by_its_digest()
    {
        Images? images = null;
        await Plan.OfAsync(() => images = new Images("im", Args));
        (await OutputUtilities.GetValueAsync(images.ShouldNotBeNull().Functions)).ShouldBe("${im-functions-image-build.repoDigest}");
        (await OutputUtilities.GetValueAsync(images.Web)).ShouldBe("${im-web-image-build.repoDigest}");
        (await OutputUtilities.GetValueAsync(images.WebRepositoryArn)).ShouldBe("${im-web-repository.arn}");
    }

    [Fact]
    public async Task Images_that_were_built_before_are_deployed_as_they_are_and_nothing_is_built()
    {
        Images? images = null;
        var plan = await Plan.OfAsync(() => images = new Images("im", Args with { Earlier = new() { Functions = "functions@sha256:1", Web = "web@sha256:2" } }));
        (await OutputUtilities.GetValueAsync(images.ShouldNotBeNull().Functions)).ShouldBe("functions@sha256:1");
        (await OutputUtilities.GetValueAsync(images.Web)).ShouldBe("web@sha256:2");
        plan.OfType(Image).ShouldBeEmpty();
        plan.OfType("aws:ecr/repository:Repository").Count.ShouldBe(2);
        plan.OfType("random:index/randomId:RandomId").Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Repositories_are_scanned_and_what_a_tag_means_does_not_change(bool isProtected)
    {
        var repositories = (await PlanAsync(Args with { DeletionProtection = isProtected })).OfType("aws:ecr/repository:Repository");
        repositories.Count.ShouldBe(2);
        foreach (var repository in repositories)
        {
            repository["imageTagMutability"].ShouldBe("IMMUTABLE");
            repository["imageScanningConfiguration.scanOnPush"].ShouldBe(true);
            repository["encryptionConfigurations.0.encryptionType"].ShouldBe("AES256");
            repository["forceDelete"].ShouldBe(!isProtected);
        }
    }

    [Fact]
    public async Task Old_images_go_and_those_without_a_tag_soon()
    {
        var policy = (await PlanAsync(Args)).Find("aws:ecr/lifecyclePolicy:LifecyclePolicy", "im-web-repository-lifecycle");
        policy["repository"].ShouldBe("im-web-repository.name");
        var rules = policy.Json("policy").GetProperty("rules").EnumerateArray().ToList();
        rules.Select(rule => rule.GetProperty("rulePriority").GetInt32()).ShouldBe([1, 2]);
        var untagged = rules[0].GetProperty("selection");
        untagged.GetProperty("tagStatus").GetString().ShouldBe("untagged");
        untagged.GetProperty("countNumber").GetInt32().ShouldBe(1);
        var all = rules[1].GetProperty("selection");
        all.GetProperty("countType").GetString().ShouldBe("imageCountMoreThan");
        all.GetProperty("countNumber").GetInt32().ShouldBe(50);
    }

    [Fact]
    public async Task Lambda_fetches_images_for_functions_of_this_account()
    {
        var plan = await PlanAsync(Args);
        var policy = plan.OfType(Policy).ShouldHaveSingleItem();
        policy["repository"].ShouldBe("im-functions-repository.name");
        var statement = policy.Json("policy").GetProperty("Statement").EnumerateArray().ShouldHaveSingleItem();
        statement.GetProperty("Principal").GetProperty("Service").GetString().ShouldBe("lambda.amazonaws.com");
        statement.GetProperty("Action").Deserialize<string[]>().ShouldBe(["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]);
        statement.GetProperty("Condition").GetProperty("ArnLike").GetProperty("aws:SourceArn").GetString()
            .ShouldBe($"arn:aws:lambda:eu-central-1:{CloudMocks.Account}:function:vignette-*");
        (await PlanAsync(Args with { WebIsFunction = true })).OfType(Policy).Count.ShouldBe(2);
    }

    private const string Image = "docker:index/image:Image";
    private const string Policy = "aws:ecr/repositoryPolicy:RepositoryPolicy";

    private static string Repository => Release.RepositoryRoot(AppContext.BaseDirectory);

    private static Task<Plan> PlanAsync(ImagesArgs args) => Plan.OfAsync(() => _ = new Images("im", args));
}
