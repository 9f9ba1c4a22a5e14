using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using OpenAI;
using OpenAI.Chat;
using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Pipeline.Captions.Chat;

/// <summary>
/// Asks a vision model at any endpoint that speaks OpenAI's chat completions. One call, never repeated here: the queue
/// repeats a task, with its own backoff.
/// </summary>
public sealed class ChatCaptioner : ICaptioner, IDisposable
{
    private const int MaxRefusalLength = 300;

    private readonly CaptionOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<ChatCaptioner> _logger;
    private readonly ChatTelemetry _telemetry;
    private readonly HttpClient _http;
    private readonly ChatClient _client;

    public ChatCaptioner(CaptionOptions options, TimeProvider time, ILogger<ChatCaptioner> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_options, _time, _logger, _telemetry) = (options, time, logger, new ChatTelemetry(options));

        // A redirect would turn the POST into a GET; a proxy's login page is an error to show.
        _http = new HttpClient(new BoundedReplyHandler(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        }))
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };

        // The one bound on time is Timeout of the options, over everything.
        var client = new OpenAIClientOptions
        {
            Endpoint = options.Endpoint,
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = Timeout.InfiniteTimeSpan,
            Transport = new HttpClientPipelineTransport(_http),
        };
        if (options.ApiKey is null)
        {
            client.AddPolicy(new AnonymousPolicy(), PipelinePosition.BeforeTransport);
        }

        _client = new ChatClient(options.Model, new ApiKeyCredential(options.ApiKey ?? AnonymousPolicy.PlaceholderKey), client);

        if (options is { ApiKey: not null, Endpoint: { IsLoopback: false, Scheme: "http" } })
        {
            logger.KeyOverPlainHttp(options.Endpoint);
        }
    }

    public async Task<CaptionResult> CaptionAsync(CaptionRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var call = _telemetry.Start();
        try
        {
            var answer = await AskAsync(request.Jpeg, cancellationToken);
            _telemetry.Answered(call, answer);
            return Read(answer);
        }
        catch (Exception fault)
        {
            ChatTelemetry.Failed(call, fault);
            throw;
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<ChatAnswer> AskAsync(ReadOnlyMemory<byte> jpeg, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_options.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            return ChatAnswer.Of(await _client.CompleteChatAsync([ChatPrompt.Message(jpeg, _options.Prompt)], ChatPrompt.Options(), either.Token));
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TransientFault($"The caption model did not reply within {_options.Timeout.TotalSeconds:0.#} seconds.", inner: e);
        }
        catch (ClientResultException e)
        {
            throw ProviderFault.From(e, _options, _time);
        }
        catch (ArgumentOutOfRangeException e) when (e.ActualValue is string reason)
        {
            throw FinishFault.From(reason);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // What the client throws for a body that is no chat completion is of many types.
            throw new TransientFault("The caption endpoint's reply is not a chat completion.", inner: e);
        }
    }

    private CaptionResult Read(ChatAnswer answer)
    {
        if (answer.FinishReason != ChatAnswer.Finished)
        {
            throw FinishFault.From(answer.FinishReason);
        }

        if (answer.Refusal is { Length: > 0 } refusal)
        {
            throw new PermanentFault($"The caption model refused the picture: {ReplyText.Clean(refusal, MaxRefusalLength)}");
        }

        var reply = Parse(answer.Content);
        var model = ReplyText.Clean(answer.Model ?? "", ReplyText.MaxModelLength) is { Length: > 0 } name ? name : _options.Model;
        if (reply.DroppedObjects > 0)
        {
            _logger.ObjectsDropped(model, reply.DroppedObjects, reply.Objects.Count);
        }

        return new CaptionResult(reply.Caption, reply.Tags, reply.Objects, CaptionOrigin.Model, model);
    }

    private static ChatReply Parse(string content)
    {
        if (string.IsNullOrWhiteSpace(content))
        {
            throw Silent();
        }

        try
        {
            var reply = ChatReply.Parse(content);
            return reply.Caption.Length > 0 ? reply : throw Silent();
        }
        catch (JsonException e)
        {
            throw new TransientFault("The caption model did not keep to the form it was asked for.", inner: e);
        }
    }

    private static PermanentFault Silent() => new("The caption model had nothing to say about the picture.");
}
