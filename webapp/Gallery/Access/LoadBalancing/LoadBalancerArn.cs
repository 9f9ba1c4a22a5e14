using System.Text.RegularExpressions;

namespace Vignette.Gallery.Access.LoadBalancing;

/// <summary>The ARN of an Application Load Balancer, and what follows from it.</summary>
public sealed partial record LoadBalancerArn
{
    private readonly string _text;

    private LoadBalancerArn(string text, string partition, string region) => (_text, Partition, Region) = (text, partition, region);

    public string Partition { get; }

    public string Region { get; }

    /// <summary>
    /// Where the region publishes the keys that its load balancers sign with, each below its id; ends with a slash.
    /// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html#user-claims-encoding;
    /// in China as everywhere, below that partition's DNS suffix, which that page does not say.
    /// </summary>
    public Uri PublicKeys => new(Partition switch
    {
        "aws-us-gov" => $"https://s3-{Region}.amazonaws.com/aws-elb-public-keys-prod-{Region}/",
        "aws-cn" => $"https://public-keys.auth.elb.{Region}.amazonaws.com.cn/",
        _ => $"https://public-keys.auth.elb.{Region}.amazonaws.com/",
    });

    /// <summary>Null where the text is no such ARN, or of a partition whose keys nobody knows where to find.</summary>
    public static LoadBalancerArn? Parse(string text) =>
        Shape().Match(text) is { Success: true } match ? new LoadBalancerArn(text, match.Groups["partition"].Value, match.Groups["region"].Value) : null;

    public override string ToString() => _text;

    [GeneratedRegex(@"\Aarn:(?<partition>aws|aws-us-gov|aws-cn):elasticloadbalancing:(?<region>[a-z]{2}(-[a-z]{2,16}){1,3}-[0-9]{1,2}):[0-9]{12}:loadbalancer/app/[A-Za-z0-9-]{1,32}/[0-9a-f]{16}\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Shape();
}
