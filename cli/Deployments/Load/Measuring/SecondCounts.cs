namespace Vignette.Cli.Deployments.Load.Measuring;

/// <summary>What happened within one second.</summary>
/// <param name="Second">From 0, since the start.</param>
/// <param name="Sent">Uploads that were begun.</param>
/// <param name="Accepted">Uploads that were taken.</param>
/// <param name="Finished">Pictures whose second result was heard of, be it a failure.</param>
/// <param name="Errors">Uploads that were not taken, and pictures of which a task failed.</param>
/// <param name="Uploading">At its end: uploads that wait for their answer.</param>
/// <param name="Waiting">At its end: pictures that were taken and have not both results.</param>
internal sealed record SecondCounts(int Second, int Sent, int Accepted, int Finished, int Errors, int Uploading, int Waiting);
