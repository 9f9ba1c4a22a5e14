using System.Globalization;
using System.Text.Json;

namespace Vignette.Tests.Lambda;

/// <summary>Messages as SQS's event source hands them to a function.</summary>
public static class SqsBatch
{
    /// <summary>A batch of these bodies, the first time they are received; their ids are <c>m0</c>, <c>m1</c>, ….</summary>
    public static string Of(params string[] bodies) => Of([.. bodies.Select((body, i) => new SqsMessage($"m{i}", body, 1))]);

    public static string Of(IReadOnlyList<SqsMessage> messages) => JsonSerializer.Serialize(new
    {
        Records = messages.Select(message => new
        {
            messageId = message.Id,
            receiptHandle = $"receipt of {message.Id}",
            body = message.Body,
            attributes = new Dictionary<string, string>
            {
                ["ApproximateReceiveCount"] = message.ReceiveCount.ToString(CultureInfo.InvariantCulture),
                ["SentTimestamp"] = "1545082649183",
                ["SenderId"] = "AIDAIENQZJOLO23YVJ4VO",
                ["ApproximateFirstReceiveTimestamp"] = "1545082649185",
            },
            messageAttributes = new { },
            eventSource = "aws:sqs",
            eventSourceARN = "arn:aws:sqs:eu-central-1:123456789012:test",
            awsRegion = "eu-central-1",
        }),
    });

    /// <summary>The ids of the messages that the function wants to have again.</summary>
    public static IReadOnlyList<string> Kept(LambdaAnswer answer) =>
        [.. answer.Json().GetProperty("batchItemFailures").EnumerateArray().Select(failure => failure.GetProperty("itemIdentifier").GetString()!)];
}
