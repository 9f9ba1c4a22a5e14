using Amazon.Lambda.Annotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Vignette.Functions;
using Vignette.Pipeline.Hosting;
using Vignette.Web;

namespace Vignette.Hosts.Tests.Contracts;

/// <summary>
/// Which environment variables each program reads, and which it does not start without, against what is on record in
/// <c>variables.json</c>. The stack sets all of the latter and none but the former.
/// </summary>
public sealed class VariablesTests
{
    private static readonly Dictionary<string, string> Environment = new()
    {
        ["AWS_REGION"] = "eu-central-1",
        ["S3_IMAGE_BUCKET"] = "originals",
        ["S3_THUMBNAIL_BUCKET"] = "renditions",
        ["S3_DATASET_BUCKET"] = "dataset",
        ["DB_HOST"] = "database.example.com",
        ["DB_PORT"] = "3307",
        ["DB_NAME"] = "vignette",
        ["DB_USER"] = "someone",
        ["DB_PASSWORD"] = "anything",
        ["SIGN_IN"] = "password",
    };

    private static readonly Dictionary<string, string> ByPasswords = new(Environment)
    {
        [SignInVariables.Mode] = SignInVariables.Password,
        [SignInVariables.SetupCode] = new('0', 64),
    };

    private static readonly Dictionary<string, string> ByUserPool = new(Environment)
    {
        [SignInVariables.Mode] = SignInVariables.Cognito,
        [SignInVariables.Administrators] = "ann@example.com",
        [SignInVariables.Issuer] = "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_ABCdef123",
        [SignInVariables.ClientId] = "1example23456789",
        [SignInVariables.Domain] = "https://example.auth.eu-central-1.amazoncognito.com",
        [SignInVariables.LoadBalancer] = "arn:aws:elasticloadbalancing:eu-central-1:111111111111:loadbalancer/app/gallery/0123456789abcdef",
    };

    [Fact]
    public async Task Each_program_reads_what_is_on_record()
    {
        var found = new SortedDictionary<string, Variables>(FunctionNames.All.ToDictionary(name => name, Function), StringComparer.Ordinal)
        {
            ["Web"] = Of(ByPasswords, Web),
            ["WebByUserPool"] = Of(ByUserPool, Web),
        };
        await Record.ShouldBeAsync("variables.json", found);
    }

    [Fact]
    public void Each_function_is_in_the_image()
    {
        var handlers = typeof(Startup).Assembly.GetTypes()
            .Where(type => type.GetMethods().Any(method => method.IsDefined(typeof(LambdaFunctionAttribute), inherit: false)))
            .Select(type => type.Name);
        handlers.ShouldBe(FunctionNames.All.Select(name => $"{name}Function"), ignoreOrder: true);
    }

    private static Variables Function(string name) => Of(
        new Dictionary<string, string>(Environment) { [FunctionNames.Variable] = name },
        environment => Startup.ConfigureServices(new ServiceCollection(), new ConfigurationBuilder().Add(environment).Build()));

    private static void Web(ReadingConfiguration environment)
    {
        var builder = WebApplication.CreateSlimBuilder();
        ((IConfigurationBuilder)builder.Configuration).Add(environment);
        ((IDisposable)WebPlatform.Build(builder)).Dispose();
    }

    private static Variables Of(Dictionary<string, string> full, Action<ReadingConfiguration> start)
    {
        var reading = new ReadingConfiguration(full);
        start(reading);
        return new Variables(reading.Asked, [.. reading.Asked.Where(name => full.ContainsKey(name) && !StartsWithout(name))]);

        bool StartsWithout(string name)
        {
            try
            {
                start(new ReadingConfiguration(full.Where(variable => variable.Key != name).ToDictionary()));
                return true;
            }
            catch (OptionsValidationException)
            {
                return false;
            }
        }
    }

    /// <param name="Reads">All that the program asks for.</param>
    /// <param name="Needs">Those of them that it does not start without.</param>
    private sealed record Variables(IReadOnlyList<string> Reads, IReadOnlyList<string> Needs);
}
