using Vignette.Pipeline.Hosting;

namespace Vignette.Web;

/// <summary>
/// The image's health check: the program asks its own liveness, since the image holds no shell and nothing to ask with.
/// </summary>
internal static class HealthCheck
{
    public const string Argument = "--health-check";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <returns>The exit code: 0 where the host answers.</returns>
    public static async Task<int> RunAsync()
    {
        var tier = WebTier.From(new ConfigurationBuilder().AddEnvironmentVariables().Build());
        using var client = new HttpClient { Timeout = Patience };
        try
        {
            using var answer = await client.GetAsync(new Uri($"http://127.0.0.1:{tier.Port}{WebTier.HealthPath}"));
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return 1;
        }
    }
}
