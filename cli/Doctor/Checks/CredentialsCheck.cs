using System.Text.Json;

namespace Vignette.Cli.Doctor.Checks;

/// <summary>Who the AWS CLI acts as, and in which account.</summary>
public sealed class CredentialsCheck(AwsCli aws) : ICheck
{
    private const string SignIn = "Sign in as somebody who may make all of this: aws configure sso, or aws sso login.";

    public string Name => "AWS account";

    public async Task<Finding> LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            var caller = await aws.AskAsync(["sts", "get-caller-identity"], cancellationToken);
            var (account, arn) = (Text(caller, "Account"), Text(caller, "Arn"));
            return account is null || arn is null
                ? this.Problem("The AWS CLI does not say who it acts as.", SignIn)
                : arn.EndsWith(":root", StringComparison.Ordinal)
                    ? this.Warning($"{account}, as its root user.", "Deploy as somebody else: who has root's credentials has everything.")
                    : this.Ok($"{account}, as {arn}.");
        }
        catch (AwsFault fault)
        {
            return this.Problem($"Nobody is signed in: {fault.Message}.", SignIn);
        }
    }

    private static string? Text(JsonElement answer, string name) =>
        answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? ToolText.Line(value.GetString()!) : null;
}
