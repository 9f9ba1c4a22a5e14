using System.Text;
using Vignette.Pipeline.Hosting;
using Vignette.Planning.Tests.Rig;

namespace Vignette.Planning.Tests.Contracts;

/// <summary>What the stack runs, against what the programs are, need and do.</summary>
public sealed class ProgramContractTests
{
    /// <summary>Lambda sets it for every function.</summary>
    private const string SetByLambda = "AWS_REGION";

    public static TheoryData<string> Stacks => CommittedPlans.Stacks;

    [Theory]
    [MemberData(nameof(Stacks))]
    public void Every_function_of_the_image_is_there_and_the_gallery_once(string stack) => Functions(CommittedPlans.Read(stack));

    [Theory]
    [MemberData(nameof(Stacks))]
    public void All_variables_that_a_program_needs_are_set_and_none_that_it_does_not_read(string stack) => Variables(CommittedPlans.Read(stack));

    [Theory]
    [MemberData(nameof(Stacks))]
    public void Secrets_are_told_to_those_alone_who_need_them(string stack) => Secrets(CommittedPlans.Read(stack));

    [Theory]
    [MemberData(nameof(Stacks))]
    public void A_role_allows_exactly_what_its_program_does_to_the_buckets(string stack) => Buckets(CommittedPlans.Read(stack));

    [Theory]
    [MemberData(nameof(Stacks))]
    public void Only_the_programs_of_the_application_sign_in_as_it(string stack) => SignIn(CommittedPlans.Read(stack));

    [Fact]
    public void Breaches_are_seen()
    {
        const string Variable = "environment.variables.";
        Breach.IsSeen(Functions, plan => plan.With("vignette-sweep", Variable + "ANNOTATIONS_HANDLER", "Sweeper"));
        Breach.IsSeen(Variables, plan => plan.Without("vignette-sweep", Variable + "S3_IMAGE_BUCKET"));
        Breach.IsSeen(Variables, plan => plan.With("vignette-migrate", Variable + "GEMINI_MODEL_NAME", "any"));
        Breach.IsSeen(Variables, plan => plan.With("vignette-web-host-template", "userData", Rewritten(plan, "DB_NAME=", "DB_NAM=")));
        Breach.IsSeen(Variables, plan => plan.With("vignette-web-host-template", "userData", Rewritten(plan, "LOAD_BALANCER_ARN=", "LOAD_BALANCER=")));
        Breach.IsSeen(Variables, plan => plan.With("vignette-web-host-template", "userData", Rewritten(plan, "SIGN_IN=cognito", "SIGN_IN=password")));
        Breach.IsSeen(Secrets, plan => plan.With("vignette-thumbnail", Variable + "GEMINI_API_KEY", Plan.Secret));
        Breach.IsSeen(Secrets, plan => plan.Without("vignette-caption", "kmsKeyArn"));
        Breach.IsSeen(Buckets, plan => plan.Allow("vignette-caption-permissions", "policy", """{"Effect":"Allow","Action":["s3:PutObject"],"Resource":["${vignette-originals.arn}/*"]}"""));
        Breach.IsSeen(Buckets, plan => plan.Replace("vignette-sweep-permissions", "policy", "\"s3:AbortMultipartUpload\",", ""));
        Breach.IsSeen(Buckets, plan => plan.Replace("vignette-web-host-permissions", "policy", "${vignette-renditions.arn}/data-protection/*", "${vignette-renditions.arn}/*"));
        Breach.IsSeen(SignIn, plan => plan.Replace("vignette-sweep-permissions", "policy", "/vignette_app", "/vignette_admin"));
    }

    private static string Rewritten(Plan plan, string text, string by)
    {
        var script = Encoding.UTF8.GetString(Convert.FromBase64String(plan["vignette-web-host-template"].Text("userData")!));
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(script.Replace(text, by, StringComparison.Ordinal)));
    }

    private static void Functions(Plan plan) =>
        DeployedProgram.Of(plan).Select(program => program.Name).ShouldBe([.. FunctionNames.All, DeployedProgram.Web], ignoreOrder: true);

    private static void Variables(Plan plan)
    {
        var records = Records.Variables;
        foreach (var program in DeployedProgram.Of(plan))
        {
            var record = records[program.Environment.GetValueOrDefault(SignInVariables.Mode) == SignInVariables.Cognito ? $"{program.Name}ByUserPool" : program.Name];
            IEnumerable<string> told = program.IsFunction ? [.. program.Environment.Keys, SetByLambda] : program.Environment.Keys;
            record.Needs.Except(told).ShouldBeEmpty($"{program.Declared} does not start without these.");
            program.Environment.Keys.Except(record.Reads).ShouldBeEmpty($"{program.Declared} is told these, and does not read them.");
        }
    }

    private static void Secrets(Plan plan)
    {
        var told = DeployedProgram.Of(plan)
            .SelectMany(program => program.Environment.Where(variable => variable.Value.Contains(Plan.Secret, StringComparison.Ordinal)).Select(variable => (program.Name, variable.Key, program.Declared)))
            .ToList();
        told.ShouldAllBe(secret => (secret.Name == FunctionNames.Migrate && secret.Key == "DB_PASSWORD") || (secret.Name == FunctionNames.Caption && secret.Key == "GEMINI_API_KEY"));
        told.ShouldContain(secret => secret.Name == FunctionNames.Migrate);
        told.ShouldAllBe(secret => secret.Declared.Refers("kmsKeyArn") != null);
    }

    private static void Buckets(Plan plan)
    {
        foreach (var program in DeployedProgram.Of(plan))
        {
            var allowed = program.Allowed(plan).Where(right => right.Action.StartsWith("s3:", StringComparison.Ordinal)).Select(right => $"{right.Action} on {Resource(plan, right.Resource)}");
            var done = Records.S3Rights.GetValueOrDefault(program.Name, []).SelectMany(right => right.Value.Select(action => $"{action} on {right.Key}"));
            allowed.ShouldBe(done, ignoreOrder: true, $"This is what {program.Role} allows, and what tests/Hosts/Contracts/s3-rights.json has of {program.Name}.");
        }
    }

    private static void SignIn(Plan plan)
    {
        foreach (var program in DeployedProgram.Of(plan))
        {
            var users = program.Allowed(plan).Where(right => right.Action == "rds-db:connect").Select(right => right.Resource.Split('/')[^1]).ToList();
            if (program.Name == FunctionNames.Migrate)
            {
                users.ShouldBeEmpty();
            }
            else
            {
                users.ShouldHaveSingleItem().ShouldBe(program.Environment["DB_USER"]);
            }
        }
    }

    /// <summary>As the record names it: <c>originals/*</c>.</summary>
    private static string Resource(Plan plan, string arn) =>
        Reference.Replace(arn, reference => plan[reference.Name].Type == "aws:s3/bucket:Bucket" && reference.Output == "arn" ? reference.Name["vignette-".Length..] : reference.ToString());
}
