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
    public void Every_function_of_the_image_is_there_and_the_gallery_once(string stack) =>
        DeployedProgram.Of(CommittedPlans.Read(stack)).Select(program => program.Name).ShouldBe([.. FunctionNames.All, DeployedProgram.Web], ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Stacks))]
    public void All_variables_that_a_program_needs_are_set_and_none_that_it_does_not_read(string stack)
    {
        var records = Records.Variables;
        foreach (var program in DeployedProgram.Of(CommittedPlans.Read(stack)))
        {
            var record = records[program.Name];
            IEnumerable<string> told = program.IsFunction ? [.. program.Environment.Keys, SetByLambda] : program.Environment.Keys;
            record.Needs.Except(told).ShouldBeEmpty($"{program.Declared} does not start without these.");
            program.Environment.Keys.Except(record.Reads).ShouldBeEmpty($"{program.Declared} is told these, and does not read them.");
        }
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public void Secrets_are_told_to_those_alone_who_need_them(string stack)
    {
        var told = DeployedProgram.Of(CommittedPlans.Read(stack))
            .SelectMany(program => program.Environment.Where(variable => variable.Value.Contains(Plan.Secret, StringComparison.Ordinal)).Select(variable => (program.Name, variable.Key, program.Declared)))
            .ToList();
        told.ShouldAllBe(secret => (secret.Name == FunctionNames.Migrate && secret.Key == "DB_PASSWORD") || (secret.Name == FunctionNames.Caption && secret.Key == "GEMINI_API_KEY"));
        told.ShouldContain(secret => secret.Name == FunctionNames.Migrate);
        told.ShouldAllBe(secret => secret.Declared.Refers("kmsKeyArn") != null);
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public void A_role_allows_exactly_what_its_program_does_to_the_buckets(string stack)
    {
        var plan = CommittedPlans.Read(stack);
        foreach (var program in DeployedProgram.Of(plan))
        {
            var allowed = program.Allowed(plan).Where(right => right.Action.StartsWith("s3:", StringComparison.Ordinal)).Select(right => $"{right.Action} on {Resource(plan, right.Resource)}");
            var done = Records.S3Rights.GetValueOrDefault(program.Name, []).SelectMany(right => right.Value.Select(action => $"{action} on {right.Key}"));
            allowed.ShouldBe(done, ignoreOrder: true, $"This is what {program.Role} allows, and what tests/Hosts/Contracts/s3-rights.json has of {program.Name}.");
        }
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public void Only_the_programs_of_the_application_sign_in_as_it(string stack)
    {
        var plan = CommittedPlans.Read(stack);
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
