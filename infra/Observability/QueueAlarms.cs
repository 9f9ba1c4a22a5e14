using Pulumi;
using Pulumi.Aws.CloudWatch;
using Vignette.Infra.Functions;
using Vignette.Pipeline.Hosting;

namespace Vignette.Infra.Observability;

/// <summary>Whether images wait, or were given up.</summary>
internal sealed class QueueAlarms : ComponentResource
{
    /// <summary>Seconds. A message that is tried again waits for minutes; the longest queue after an outage of the model should be noticed.</summary>
    private const int OldestSeconds = 30 * 60;

    public QueueAlarms(string name, TaskQueue queue, Output<string> topicArn, ComponentResourceOptions? options = null)
        : base("vignette:infra:QueueAlarms", $"{name}-alarms", options)
    {
        var child = new CustomResourceOptions { Parent = this };
        var task = queue.Task.ToLowerInvariant();
        var work = queue.Task == FunctionNames.Publish ? "publication" : task;
        AlarmRule AnyIn(Output<string> lost, string description) =>
            new() { Description = description, Measures = AlarmRule.Of(Visible(lost)), Threshold = 0, TopicArn = topicArn };
        All =
        [
            Alarm.When($"{name}-dead-letters-alarm", AnyIn(
                queue.DeadLetterName,
                $"Images whose {work} failed at every try. Read the {task} function's log for the reason; then send the messages of the dead-letter queue back by its redrive, or retry the images in the gallery and purge the queue."), child),
            Alarm.When($"{name}-undelivered-alarm", AnyIn(
                queue.UndeliveredName,
                $"Events of new images could not be put into the {task} queue: somebody changed its policy or its key. Set it right by a deployment; the sweep then drives the images, and the queue of undelivered events can be purged."), child),
            Alarm.When($"{name}-age-alarm", new AlarmRule
            {
                Description = $"An image has waited for its {work} for more than half an hour. Look at the {task} function on the dashboard: errors say what it lacks, throttles that it is too few; if there is neither, more images come in than it can do.",
                Measures = AlarmRule.Of(Oldest(queue.Name)),
                Threshold = OldestSeconds,
                Minutes = 5,
                Periods = 2,
                TopicArn = topicArn,
            }, child),
        ];
        RegisterOutputs();
    }

    public IReadOnlyList<MetricAlarm> All { get; }

    public static Measure Visible(Output<string> queue) => Of("ApproximateNumberOfMessagesVisible", queue);

    public static Measure Oldest(Output<string> queue) => Of("ApproximateAgeOfOldestMessage", queue);

    private static Measure Of(string metric, Output<string> queue) =>
        new("AWS/SQS", metric, "Maximum", new Dictionary<string, Output<string>> { ["QueueName"] = queue });
}
