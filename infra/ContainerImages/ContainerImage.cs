using System.Text.Json;
using Pulumi;
using Pulumi.Aws.Ecr;
using Pulumi.Aws.Ecr.Inputs;
using Pulumi.Docker.Inputs;
using Pulumi.Random;
using Vignette.Infra.Access;
using Vignette.Infra.Configuration;
using Docker = Pulumi.Docker;

namespace Vignette.Infra.ContainerImages;

/// <summary>
/// One image and the repository that it is pushed to. It has a tag for people to read, which never changes what it means; what
/// is deployed names the digest.
/// </summary>
public sealed class ContainerImage : ComponentResource
{
    /// <summary>Graviton's. One platform, and by Docker's own API, which adds no attestations: Lambda refuses an index of several manifests.</summary>
    public const string Platform = "linux/arm64";

    /// <summary>Where Docker finds the repository from the program's folder.</summary>
    private const string RepositoryRoot = "..";

    /// <summary>
    /// So many that the one that is deployed is among them even after a row of deployments that failed once their images were
    /// pushed. A function outlives its image for a while, a host that starts does not.
    /// </summary>
    private const int KeptImages = 50;

    internal ContainerImage(string name, ContainerImageArgs args, ComponentResourceOptions? options = null)
        : base("vignette:infra:ContainerImage", $"{name}-image", options)
    {
        var child = new CustomResourceOptions { Parent = this };
        var repository = new Repository($"{name}-repository", new RepositoryArgs
        {
            ImageTagMutability = "IMMUTABLE",
            ImageScanningConfiguration = new RepositoryImageScanningConfigurationArgs { ScanOnPush = true },
            EncryptionConfigurations = { new RepositoryEncryptionConfigurationArgs { EncryptionType = "AES256" } },
            ForceDelete = args.ForceDelete,
        }, child);
        _ = new LifecyclePolicy($"{name}-repository-lifecycle", new LifecyclePolicyArgs { Repository = repository.Name, Policy = Lifecycle }, child);

        // What is made from the image comes after what it needs to fetch it.
        var pushed = CustomResourceOptions.Merge(child, new CustomResourceOptions());
        if (args.IsForLambda)
        {
            pushed.DependsOn.Add(AdmitLambda(name, args.Region, repository, child));
        }

        // A tag cannot be pushed twice, not even by who returns to an older build: so each change of build has one of its own.
        var tag = new RandomId($"{name}-image-tag", new RandomIdArgs
        {
            ByteLength = 4,
            Keepers = { ["version"] = args.Release.Version, ["build"] = args.Release.Build },
        }, child);
        // The repository is kept, and the tag changes: whoever goes on from there builds again.
        Reference = args.Earlier is { } earlier ? Output.Create(earlier) : Build(name, args, repository, tag, pushed);
        RepositoryUrl = repository.RepositoryUrl;
        RepositoryArn = repository.Arn;
        RegisterOutputs(new Dictionary<string, object?> { ["reference"] = Reference });
    }

    /// <summary>The image, by its digest.</summary>
    public Output<string> Reference { get; }

    public Output<string> RepositoryUrl { get; }

    public Output<string> RepositoryArn { get; }

    private static string Lifecycle { get; } = JsonSerializer.Serialize(new
    {
        rules = new object[]
        {
            new
            {
                rulePriority = 1,
                description = "Nothing that is deployed has no tag.",
                selection = new { tagStatus = "untagged", countType = "sinceImagePushed", countUnit = "days", countNumber = 1 },
                action = new { type = "expire" },
            },
            new
            {
                rulePriority = 2,
                description = "The newest images, among them the one that is deployed.",
                selection = new { tagStatus = "any", countType = "imageCountMoreThan", countNumber = KeptImages },
                action = new { type = "expire" },
            },
        },
    });

    private static InputMap<string> BuildArguments(Release release)
    {
        var arguments = new InputMap<string> { ["VERSION"] = release.Version };
        if (release.Commit is { } commit)
        {
            arguments.Add("COMMIT", commit);
        }

        return arguments;
    }

    private static Output<string> Build(string name, ContainerImageArgs args, Repository repository, RandomId tag, CustomResourceOptions pushed)
    {
        var token = GetAuthorizationToken.Invoke(options: new InvokeOptions { Parent = pushed.Parent });
        return new Docker.Image($"{name}-image-build", new Docker.ImageArgs
        {
            ImageName = Output.Format($"{repository.RepositoryUrl}:{args.Release.Version}-{tag.Hex}"),
            Build = new DockerBuildArgs
            {
                Context = RepositoryRoot,
                Dockerfile = $"{RepositoryRoot}/{args.Dockerfile}",
                Platform = Platform,
                BuilderVersion = Docker.BuilderVersion.BuilderBuildKit,
                Args = BuildArguments(args.Release),
            },
            BuildOnPreview = false,
            Registry = new RegistryArgs
            {
                Server = repository.RepositoryUrl,
                Username = token.Apply(found => found.UserName),
                Password = Output.CreateSecret(token.Apply(found => found.Password)),
            },
        }, pushed).RepoDigest;
    }

    /// <summary>Lets Lambda fetch the image for functions of this deployment.</summary>
    private RepositoryPolicy AdmitLambda(string name, string region, Repository repository, CustomResourceOptions child)
    {
        var account = CallingAccount.Of(this);
        return new RepositoryPolicy($"{name}-repository-policy", new RepositoryPolicyArgs
        {
            Repository = repository.Name,
            Policy = PolicyDocument.Of(new PolicyStatement
            {
                Sid = "LambdaFetches",
                Principal = PolicyStatement.Service("lambda.amazonaws.com"),
                Action = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
                Condition = new Dictionary<string, Dictionary<string, Output<string>>>
                {
                    ["ArnLike"] = new() { ["aws:SourceArn"] = Output.Format($"arn:aws:lambda:{region}:{account}:function:{Settings.Project}-*") },
                },
            }),
        }, child);
    }
}
