using Pulumi;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.Iam;
using Pulumi.Aws.Lambda.Inputs;
using Vignette.Infra.Access;
using Vignette.Pipeline.Hosting;
using Lambda = Pulumi.Aws.Lambda;

namespace Vignette.Infra.Functions;

/// <summary>A function of the image of all functions, with a role and a log of its own, in the network.</summary>
public sealed class ContainerFunction : ComponentResource
{
    /// <summary>What the image is built for: <see cref="ContainerImages.ContainerImage.Platform"/>.</summary>
    private const string Architecture = "arm64";

    internal ContainerFunction(string name, ContainerFunctionArgs args, ComponentResourceOptions? options = null)
        : base("vignette:infra:ContainerFunction", $"{name}-function", options)
    {
        var child = new CustomResourceOptions { Parent = this };
        var logs = new LogGroup($"{name}-logs", new LogGroupArgs { RetentionInDays = args.Host.LogRetentionDays }, child);
        var role = new Role($"{name}-role", new RoleArgs
        {
            Description = args.Description,
            AssumeRolePolicy = PolicyDocument.Of(new PolicyStatement
            {
                Principal = PolicyStatement.Service("lambda.amazonaws.com"),
                Action = ["sts:AssumeRole"],
            }),
        }, child);
        var account = CallingAccount.Of(this);
        var permissions = new RolePolicy($"{name}-permissions", new RolePolicyArgs
        {
            Role = role.Id,
            Policy = PolicyDocument.Of(
            [
                new PolicyStatement
                {
                    Sid = "Logs",
                    Action = ["logs:CreateLogStream", "logs:PutLogEvents"],
                    Resource = [Output.Format($"{logs.Arn}:*")],
                },
                .. NetworkInterfaceRights.ForLambda(args.Host.Region, account),
                .. Decrypt(args.EnvironmentKeyArn),
                .. args.Permissions,
            ]),
        }, child);
        var function = new Lambda.Function(name, new Lambda.FunctionArgs
        {
            Description = args.Description,
            PackageType = "Image",
            ImageUri = args.Host.Image,
            Architectures = { Architecture },
            Role = role.Arn,
            MemorySize = args.Memory,
            Timeout = args.Timeout,
            VpcConfig = new FunctionVpcConfigArgs
            {
                SubnetIds = args.Host.SubnetIds,
                SecurityGroupIds = { args.Host.SecurityGroupIds.Select(id => (Input<string>)id).ToArray() },
            },
            Environment = new FunctionEnvironmentArgs { Variables = Variables(args) },
            KmsKeyArn = args.EnvironmentKeyArn is { } key ? (Input<string>)key : null,
            LoggingConfig = new FunctionLoggingConfigArgs { LogFormat = "JSON", LogGroup = logs.Name },
        }, CustomResourceOptions.Merge(child, new CustomResourceOptions { DependsOn = { permissions } }));

        FunctionName = function.Name;
        Arn = function.Arn;
        LogGroupName = logs.Name;
        RegisterOutputs(new Dictionary<string, object?> { ["functionName"] = FunctionName, ["arn"] = Arn });
    }

    /// <summary>Its name in the account and region.</summary>
    public Output<string> FunctionName { get; }

    public Output<string> Arn { get; }

    public Output<string> LogGroupName { get; }

    private static InputMap<string> Variables(ContainerFunctionArgs args)
    {
        var variables = new InputMap<string>();
        if (args.Handler.Length > 0)
        {
            variables.Add(FunctionNames.Variable, args.Handler);
        }

        foreach (var (name, value) in args.Environment)
        {
            variables.Add(name, value);
        }

        return variables;
    }

    private static IEnumerable<PolicyStatement> Decrypt(Output<string>? key) =>
        key is null ? [] : [new PolicyStatement { Sid = "Environment", Action = ["kms:Decrypt"], Resource = [key] }];
}
