using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Vignette.Pipeline.Captions;
using Vignette.Tests;

namespace Vignette.Pipeline.Tests.Captions;

public sealed class ChatTelemetryTests : ChatCaptionerTest
{
    // Tells this test's calls from those of tests that run beside it.
    private const string Model = "model-of-the-telemetry-test";

    [Fact]
    public async Task A_call_is_traced_and_its_tokens_are_counted()
    {
        var tokens = new ConcurrentDictionary<string, long>();
        using var meters = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == Telemetry.Name && instrument.Name == "gen_ai.client.token.usage")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        meters.SetMeasurementEventCallback<long>((_, value, tags, _) =>
        {
            var all = tags.ToArray().ToDictionary();
            if (all["gen_ai.request.model"] is Model)
            {
                tokens[(string)all["gen_ai.token.type"]!] = value;
            }
        });
        meters.Start();

        var call = await TraceAsync(() => CaptionAsync(TestOptions(), Cancelled));

        call.DisplayName.ShouldBe($"chat {Model}");
        call.Kind.ShouldBe(ActivityKind.Client);
        call.GetTagItem("gen_ai.response.model").ShouldBe(ChatAnswers.Model);
        call.GetTagItem("gen_ai.usage.input_tokens").ShouldBe(1500);
        call.GetTagItem("gen_ai.usage.output_tokens").ShouldBe(600);
        call.GetTagItem("server.port").ShouldBe(Endpoint.Address.Port);
        call.Status.ShouldBe(ActivityStatusCode.Unset);
        tokens.ShouldBe(new Dictionary<string, long> { ["input"] = 1500, ["output"] = 600 }, ignoreOrder: true);
    }

    [Fact]
    public async Task A_failed_call_is_traced_as_failed()
    {
        Endpoint.Next(ChatAnswers.GeminiError(503, "Overloaded."));

        var call = await TraceAsync(() => Should.ThrowAsync<TransientFault>(() => CaptionAsync(TestOptions(), Cancelled)));

        call.Status.ShouldBe(ActivityStatusCode.Error);
        call.GetTagItem("error.type").ShouldBe(nameof(TransientFault));
    }

    private static async Task<Activity> TraceAsync(Func<Task> work)
    {
        var calls = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Telemetry.Name,
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.GetTagItem("gen_ai.request.model") is Model)
                {
                    calls.Enqueue(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        await work();
        return calls.ShouldHaveSingleItem();
    }

    private CaptionOptions TestOptions() =>
        Options((CaptionOptions.EndpointVariable, Endpoint.Address.ToString()), (CaptionOptions.ModelVariable, Model));
}
