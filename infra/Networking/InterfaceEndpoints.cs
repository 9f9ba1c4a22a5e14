using Pulumi;
using Pulumi.Aws.Ec2;

namespace Vignette.Infra.Networking;

/// <summary>Addresses inside the network for the services of AWS that hosts need: their image, their logs and their sessions.</summary>
public sealed class InterfaceEndpoints : ComponentResource
{
    private static readonly string[] Services = ["ecr.api", "ecr.dkr", "logs", "ssm", "ssmmessages", "ec2messages"];

    public InterfaceEndpoints(string name, InterfaceEndpointsArgs args, ComponentResourceOptions? options = null)
        : base("vignette:infra:InterfaceEndpoints", $"{name}-interface-endpoints", options)
    {
        ArgumentNullException.ThrowIfNull(args);
        foreach (var service in Services)
        {
            var own = $"{name}-{service.Replace('.', '-')}-endpoint";
            _ = new VpcEndpoint(own, new VpcEndpointArgs
            {
                VpcId = args.VpcId,
                ServiceName = $"com.amazonaws.{args.Region}.{service}",
                VpcEndpointType = "Interface",
                PrivateDnsEnabled = true,
                SubnetIds = { args.SubnetIds },
                SecurityGroupIds = { args.SecurityGroupId },
                Tags = { ["Name"] = own },
            }, new CustomResourceOptions { Parent = this });
        }

        RegisterOutputs();
    }
}
