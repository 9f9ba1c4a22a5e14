using System.Globalization;

namespace Vignette.Planning.Policies.Catalog;

/// <summary>Functions, and the images that they and hosts are made from.</summary>
internal static class FunctionControls
{
    public static IReadOnlyList<Control> All { get; } =
    [
        ControlHeading.Foundational("ECR.1", Severity.High, "Repositories have their images scanned")
            .Each(AwsTypes.Repository, repository => repository.Flag("imageScanningConfiguration.scanOnPush") == true, "does not look into images: set imageScanningConfiguration.scanOnPush."),
        ControlHeading.Foundational("ECR.2", Severity.Medium, "Tags of images are immutable")
            .Each(AwsTypes.Repository, repository => repository.Text("imageTagMutability") == "IMMUTABLE", "lets a tag become another image: set imageTagMutability to IMMUTABLE."),
        ControlHeading.Foundational("ECR.3", Severity.Medium, "Repositories have a lifecycle")
            .Each(AwsTypes.Repository, (plan, repository) => plan.Of(repository, AwsTypes.RepositoryLifecycle, "repository").Any(), "keeps every image for ever: add a lifecycle policy."),
        ControlHeading.Foundational("Lambda.1", Severity.Critical, "Functions are nobody's but the account's")
            .Find(AwsTypes.Function, (plan, function) => plan.Of(function, AwsTypes.FunctionPermission, "function").Where(IsPublic)
                .Select(permission => $"may be called for anybody by {permission.Name}: set sourceArn or sourceAccount.")),
        ControlHeading.Foundational("Lambda.2", Severity.Medium, "Functions have a runtime that is supported")
            .Each(WithRuntime, (_, function) => IsSupported(function.Text("runtime")), "has a runtime that gets no fixes any more: set runtime to one that the control names."),
        ControlHeading.SecurityHub("Lambda.3", Severity.Low, "Functions are in a network")
            .Each(AwsTypes.Function, InNetwork, "is in no network: set vpcConfig."),
        ControlHeading.Foundational("Lambda.5", Severity.Medium, "Functions in a network are in several availability zones")
            .Each(InNetworks, (plan, function) => plan.Zones(function, "vpcConfig.subnetIds") > 1, "is in one zone alone: give vpcConfig.subnetIds subnets of several."),
        ControlHeading.Own("ImageDigest", Severity.High, "What is deployed names the digest of its image", "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html")
            .Each(OfImage, (plan, function) => function.Refers("imageUri") is { Output: "repoDigest" }, "names an image that may become another: set imageUri to the image's repoDigest."),
        ControlHeading.Own("EnvironmentKey", Severity.High, "An environment that has a secret in it is encrypted by a key of our own", "https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html")
            .Each(WithSecret, (plan, function) => plan.Resolve(function["kmsKeyArn"]) is { Type: AwsTypes.Key }, "shows its secrets to everybody who may look at functions: set kmsKeyArn to a key of the stack."),
    ];

    /// <summary>A service acts for whoever asks it, unless it is said for what.</summary>
    private static bool IsPublic(PlannedResource permission) =>
        permission["sourceArn"] is null && permission["sourceAccount"] is null && permission["principalOrgId"] is null
        && permission.Text("principal") is { } principal && (principal == "*" || principal.EndsWith(".amazonaws.com", StringComparison.Ordinal));

    /// <summary>Of an image AWS does not know the runtime.</summary>
    private static IEnumerable<PlannedResource> WithRuntime(Plan plan) => plan.OfType(AwsTypes.Function).Where(function => function.Text("packageType") != "Image");

    private static IEnumerable<PlannedResource> OfImage(Plan plan) => plan.OfType(AwsTypes.Function).Where(function => function.Text("packageType") == "Image");

    private static IEnumerable<PlannedResource> InNetworks(Plan plan) => plan.OfType(AwsTypes.Function).Where(InNetwork);

    private static bool InNetwork(PlannedResource function) => function.List("vpcConfig.subnetIds").Count > 0;

    private static IEnumerable<PlannedResource> WithSecret(Plan plan) => plan.OfType(AwsTypes.Function)
        .Where(function => function["environment.variables"] is { } variables && variables.Texts().Any(variable => variable.Value.Contains(Plan.Secret, StringComparison.Ordinal)));

    /// <summary>.NET's own runtimes: even numbers have long support, and the stack has no other language.</summary>
    private static bool IsSupported(string? runtime) =>
        runtime?.StartsWith("dotnet", StringComparison.Ordinal) == true && int.TryParse(runtime.AsSpan("dotnet".Length), NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version >= 8;
}
