using System.Text;
using Pulumi;
using Pulumi.Aws;
using Pulumi.Aws.Acm;
using Pulumi.Aws.Ec2;
using Pulumi.Aws.Ssm;
using Pulumi.Random;
using Pulumi.Testing;
using Pulumi.Utilities;

namespace Vignette.Infra.Tests.Rendering.Mocks;

/// <summary>What programs see of a cloud that is not there, and what is seen of them.</summary>
public sealed class CloudMocksTests
{
    [Fact]
    public async Task What_the_cloud_makes_up_says_whose_it_is()
    {
        Vpc? vpc = null;
        await RunAsync(() => vpc = new Vpc("net", new VpcArgs { CidrBlock = "10.0.0.0/16" }));
        (await OutputUtilities.GetValueAsync(vpc.ShouldNotBeNull().Id)).ShouldBe("${net.id}");
        (await OutputUtilities.GetValueAsync(vpc.Arn)).ShouldBe("${net.arn}");
        (await OutputUtilities.GetValueAsync(vpc.CidrBlock)).ShouldBe("10.0.0.0/16");
    }

    [Fact]
    public async Task Lists_have_one_element_whose_parts_say_whose_they_are()
    {
        Certificate? certificate = null;
        await RunAsync(() => certificate = new Certificate("proof", new CertificateArgs { DomainName = "gallery.example.com" }));
        var option = (await OutputUtilities.GetValueAsync(certificate.ShouldNotBeNull().DomainValidationOptions)).ShouldHaveSingleItem();
        option.ResourceRecordName.ShouldBe("${proof.domainValidationOptions[0].resourceRecordName}");
        (await OutputUtilities.GetValueAsync(certificate.CertificateBody)).ShouldBeNull();
    }

    [Fact]
    public async Task Numbers_are_seen_as_references_too()
    {
        var seen = await RunAsync(() =>
        {
            var template = new LaunchTemplate("hosts");
            _ = new Vpc("net", new VpcArgs { Ipv4NetmaskLength = template.LatestVersion, Tags = { ["Version"] = Output.Format($"v{template.LatestVersion}!") } });
        });
        var inputs = seen["net"];
        inputs["ipv4NetmaskLength"].ShouldBe("${hosts.latestVersion}");
        inputs["tags"].ShouldBeAssignableTo<IReadOnlyDictionary<string, object>>()!["Version"].ShouldBe("v${hosts.latestVersion}!");
    }

    [Fact]
    public async Task What_is_made_of_a_secret_is_not_seen()
    {
        RandomPassword? password = null;
        var seen = await RunAsync(() =>
        {
            password = new RandomPassword("password", new RandomPasswordArgs { Length = 20 });
            _ = new Vpc("net", new VpcArgs
            {
                Tags =
                {
                    ["Plain"] = password.Result,
                    ["Longer"] = Output.Format($"mysql://user:{password.Result}@host"),
                    ["Encoded"] = password.Result.Apply(text => Convert.ToBase64String(Encoding.UTF8.GetBytes($"PASSWORD={text}"))),
                    ["Other"] = password.Id,
                },
            });
        });
        (await Output.IsSecretAsync(password.ShouldNotBeNull().Result)).ShouldBeTrue();
        seen["net"]["tags"].ShouldBeAssignableTo<IReadOnlyDictionary<string, object>>().ShouldBe(new Dictionary<string, object>
        {
            ["Plain"] = "[secret]",
            ["Longer"] = "[secret]",
            ["Encoded"] = "[secret]",
            ["Other"] = "${password.id}",
        }, ignoreOrder: true);
    }

    [Fact]
    public async Task Questions_are_answered()
    {
        Output<string>? account = null, parameter = null, region = null;
        await RunAsync(() =>
        {
            account = GetCallerIdentity.Invoke().Apply(caller => $"{caller.AccountId} {caller.Arn}");
            parameter = GetParameter.Invoke(new GetParameterInvokeArgs { Name = "/an/image" }).Apply(found => found.Value);
            region = GetRegion.Invoke().Apply(found => found.Description);
        });
        (await OutputUtilities.GetValueAsync(account!)).ShouldBe($"{CloudMocks.Account} getCallerIdentity.arn");
        (await OutputUtilities.GetValueAsync(parameter!)).ShouldBe("value of /an/image");
        (await OutputUtilities.GetValueAsync(region!)).ShouldBe("getRegion.description");
    }

    /// <summary>What is seen of each resource's inputs, by name.</summary>
    private static async Task<IReadOnlyDictionary<string, IReadOnlyDictionary<string, object>>> RunAsync(Action program)
    {
        var mocks = new CloudMocks();
        await Deployment.TestAsync(mocks, new TestOptions { IsPreview = false }, program);
        return mocks.Declared.ToDictionary(args => args.Name!, args => mocks.Show(args.Inputs).ShouldBeAssignableTo<IReadOnlyDictionary<string, object>>()!);
    }
}
