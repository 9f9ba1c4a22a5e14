using Microsoft.Extensions.Options;
using Vignette.Web;

if (args is [HealthCheck.Argument])
{
    return await HealthCheck.RunAsync();
}

try
{
    await using var platform = WebPlatform.Build(args);
    await platform.RunAsync();
    return 0;
}
catch (OptionsValidationException failure)
{
    foreach (var message in failure.Failures)
    {
        await Console.Error.WriteLineAsync(message);
    }

    return 1;
}
