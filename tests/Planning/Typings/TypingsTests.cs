using System.Text.RegularExpressions;
using Vignette.Planning.Tests.Rig;

namespace Vignette.Planning.Tests.Typings;

/// <summary>
/// Whether the providers take what plans declare, by their own word: what is misspelt, missing or of another type is found
/// there, whatever the program's packages and its tests believe.
/// </summary>
public sealed class TypingsTests(ProviderTypings typings) : IClassFixture<ProviderTypings>
{
    private static readonly PlanFolder Committed = PlanFolder.Above(AppContext.BaseDirectory);

    [Fact]
    public async Task Providers_take_what_plans_declare() =>
        (await typings.CheckAsync([.. Committed.Stacks.Select(stack => ($"{stack}.ts", TypeScriptProgram.Of(Committed.Read(stack))))])).ShouldBeEmpty();

    [Fact]
    public async Task Providers_do_not_take_what_is_wrong()
    {
        var vpc = Plans.Resource("vpc", """{ "cidrBlock": "10.0.0.0/16" }""", type: "aws:ec2/vpc:Vpc");
        static PlannedResource Subnet(string inputs) => Plans.Resource("subnet", inputs, type: "aws:ec2/subnet:Subnet");
        static PlannedResource Cors(string rule) => Plans.Resource("cors", $$"""{ "bucket": "b", "corsRules": [ {{rule}} ] }""", type: "aws:s3/bucketCorsConfiguration:BucketCorsConfiguration");
        (string Case, PlannedResource Wrong, string Says)[] cases =
        [
            ("right", Subnet("""{ "vpcId": "${vpc.id}", "cidrBlock": "10.0.0.0/20", "tags": { "Name": "in ${vpc.arn}" } }"""), ""),
            ("rightWithin", Cors("""{ "allowedMethods": ["GET"], "allowedOrigins": ["${vpc.id}"], "maxAgeSeconds": 1 }"""), ""),
            ("misspelt", Subnet("""{ "vpcId": "${vpc.id}", "cidrBlok": "10.0.0.0/20" }"""), "may only specify known properties, and '\"cidrBlok\"'"),
            ("misspeltWithin", Cors("""{ "allowedMethods": ["GET"], "allowedOrigins": ["*"], "maxAgeSecond": 1 }"""), "may only specify known properties, and '\"maxAgeSecond\"'"),
            ("missing", Subnet("""{ "cidrBlock": "10.0.0.0/20" }"""), "not assignable to parameter of type 'SubnetArgs'"),
            ("missingWithin", Cors("""{ "allowedMethods": ["GET"] }"""), "not assignable"),
            ("mistyped", Subnet("""{ "vpcId": "${vpc.id}", "mapPublicIpOnLaunch": "yes" }"""), "not assignable to type 'Input<boolean"),
            ("mistypedReference", Subnet("""{ "vpcId": "${vpc.id}", "mapPublicIpOnLaunch": "${vpc.arn}" }"""), "not assignable"),
            ("noSuchOutput", Subnet("""{ "vpcId": "${vpc.identifier}" }"""), "'identifier' does not exist"),
            ("noSuchOutputWithin", Subnet("""{ "vpcId": "a ${vpc.identifier}" }"""), "'identifier' does not exist"),
            ("noSuchType", Plans.Resource("other", type: "aws:ec2/subnett:Subnett"), "Cannot find module"),
        ];
        var found = await typings.CheckAsync([.. cases.Select(one => ($"{one.Case}.ts", TypeScriptProgram.Of(Plans.Of(vpc, one.Wrong))))]);
        foreach (var (name, _, says) in cases)
        {
            var faults = found.Where(line => line.StartsWith($"{name}.ts", StringComparison.Ordinal)).ToList();
            if (says.Length == 0)
            {
                faults.ShouldBeEmpty();
            }
            else
            {
                faults.ShouldHaveSingleItem(name).ShouldContain(says);
            }
        }
    }

    [Theory]
    [InlineData("Pulumi.Aws", "@pulumi/aws")]
    [InlineData("Pulumi.Docker", "@pulumi/docker")]
    [InlineData("Pulumi.Random", "@pulumi/random")]
    public void They_are_of_the_versions_that_the_program_uses(string package, string typing)
    {
        var pins = File.ReadAllText(Path.Combine(Committed.Root, "Directory.Packages.props"));
        var version = Regex.Match(pins, $"\"{Regex.Escape(package)}\" Version=\"([^\"]+)\"").Groups[1].Value;
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Typings", "packages.txt")).ShouldContain(line => line.StartsWith($"{typing} {version} sha512-", StringComparison.Ordinal));
    }
}
