using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Vignette.Tests;

/// <summary>What <see cref="FakeChatEndpoint"/> can answer: all that real endpoints were seen to do.</summary>
public static class ChatAnswers
{
    public const string Model = "fake-vision-1";

    /// <summary>A valid reply.</summary>
    public const string Annotation =
        """
        {
          "caption": "A red rocket stands on a launch pad.",
          "tags": ["rocket", "launch pad", "sky"],
          "objects": [{ "label": "rocket", "confidence": 0.97, "box_2d": [100, 250, 900, 500] }]
        }
        """;

    public static RequestDelegate Right() => Content(Annotation);

    /// <summary>A chat completion whose message is this; null for a message without content.</summary>
    public static RequestDelegate Content(string? content, string? finishReason = "stop", string? model = Model) =>
        Body(Completion(content, finishReason, model).ToJsonString());

    public static RequestDelegate Refusal(string words)
    {
        var completion = Completion(null, "stop", Model);
        completion["choices"]![0]!["message"]!["refusal"] = words;
        return Body(completion.ToJsonString());
    }

    /// <summary>As Gemini does it when its filter strikes: no message at all.</summary>
    public static RequestDelegate NoMessage(string finishReason)
    {
        var completion = Completion(null, finishReason, Model);
        completion["choices"]![0]!.AsObject().Remove("message");
        return Body(completion.ToJsonString());
    }

    public static RequestDelegate NoChoices()
    {
        var completion = Completion(null, null, Model);
        completion["choices"] = new JsonArray();
        return Body(completion.ToJsonString());
    }

    /// <summary>Any body.</summary>
    public static RequestDelegate Body(string body, int status = 200, string contentType = "application/json", string? retryAfter = null) => context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        if (retryAfter is not null)
        {
            context.Response.Headers.RetryAfter = retryAfter;
        }

        return context.Response.WriteAsync(body, context.RequestAborted);
    };

    /// <summary>The right answer, under another content type.</summary>
    public static RequestDelegate RightAs(string contentType) => Body(Completion(Annotation, "stop", Model).ToJsonString(), contentType: contentType);

    /// <summary>An error as OpenAI words it: an object around <c>error</c>.</summary>
    public static RequestDelegate OpenAIError(int status, string message, string? retryAfter = null) =>
        Body(JsonSerializer.Serialize(new { error = new { message, type = "error", code = "some_code" } }), status, retryAfter: retryAfter);

    /// <summary>An error as Gemini words it: an array around an object around <c>error</c>, with its details.</summary>
    public static RequestDelegate GeminiError(int status, string message, string? retryDelay = null, string? retryAfter = null)
    {
        var details = new JsonArray(new JsonObject { ["@type"] = "type.googleapis.com/google.rpc.Help", ["links"] = new JsonArray() });
        if (retryDelay is not null)
        {
            details.Add(new JsonObject { ["@type"] = "type.googleapis.com/google.rpc.RetryInfo", ["retryDelay"] = retryDelay });
        }

        var error = new JsonObject { ["code"] = status, ["message"] = message, ["status"] = "SOME_STATUS", ["details"] = details };
        return Body(new JsonArray(new JsonObject { ["error"] = error }).ToJsonString(), status, retryAfter: retryAfter);
    }

    /// <summary>A proxy's page.</summary>
    public static RequestDelegate HtmlError(int status) =>
        Body("<!doctype html><html><body><h1>Bad <i>gateway</i></h1></body></html>", status, "text/html");

    /// <summary>An error whose message repeats the Authorization header.</summary>
    public static RequestDelegate EchoOfTheKey(int status) => context =>
        OpenAIError(status, $"Wrong credentials: {context.Request.Headers.Authorization}")(context);

    /// <summary>A right reply with so many bytes of white space before it.</summary>
    public static RequestDelegate Huge(int bytes) => async context =>
    {
        context.Response.ContentType = "application/json";
        var spaces = new byte[1 << 16];
        Array.Fill(spaces, (byte)' ');
        for (var left = bytes; left > 0; left -= spaces.Length)
        {
            await context.Response.Body.WriteAsync(spaces.AsMemory(0, Math.Min(left, spaces.Length)), context.RequestAborted);
        }

        await context.Response.WriteAsync(Completion(Annotation, "stop", Model).ToJsonString(), context.RequestAborted);
    };

    /// <summary>Nothing, until the client goes away; with the headers and half a body first, if asked.</summary>
    public static RequestDelegate Hang(bool afterHalf = false) => async context =>
    {
        if (afterHalf)
        {
            await SendHalfAsync(context);
        }

        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
    };

    /// <summary>The right answer, once the gate opens.</summary>
    public static RequestDelegate When(Task gate) => async context =>
    {
        await gate.WaitAsync(context.RequestAborted);
        await Right()(context);
    };

    /// <summary>Closes the connection instead of answering.</summary>
    public static RequestDelegate Drop() => context =>
    {
        context.Abort();
        return Task.CompletedTask;
    };

    /// <summary>Closes the connection in the middle of the body.</summary>
    public static RequestDelegate DropHalfWay() => async context =>
    {
        await SendHalfAsync(context);
        context.Abort();
    };

    private static async Task SendHalfAsync(HttpContext context)
    {
        var body = Completion(Annotation, "stop", Model).ToJsonString();
        context.Response.ContentType = "application/json";
        context.Response.Headers.ContentLength = body.Length;
        await context.Response.WriteAsync(body[..(body.Length / 2)], context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    private static JsonObject Completion(string? content, string? finishReason, string? model) => new()
    {
        ["id"] = "chatcmpl-1",
        ["object"] = "chat.completion",
        ["created"] = 1_767_323_045,
        ["model"] = model,
        ["choices"] = new JsonArray(new JsonObject
        {
            ["index"] = 0,
            ["finish_reason"] = finishReason,
            ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = content },
        }),
        ["usage"] = new JsonObject { ["prompt_tokens"] = 1500, ["completion_tokens"] = 600, ["total_tokens"] = 2100 },
    };
}
