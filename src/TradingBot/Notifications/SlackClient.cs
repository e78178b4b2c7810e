using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace TradingBot.Notifications;

/// <summary>
/// Posts one message, by the Web API's <c>chat.postMessage</c> or by an incoming webhook, and says how it ended. All
/// that knows Slack's protocol is here: a client library would take this file's place.
/// </summary>
/// <param name="http">Follows no redirects, which would carry the secret elsewhere; without a time limit.</param>
/// <param name="secret">Token or webhook.</param>
/// <param name="api">Of the Web API, with a slash at its end.</param>
/// <param name="time">For a <c>Retry-After</c> that is a date.</param>
internal sealed partial class SlackClient(HttpClient http, SlackSecret secret, Uri api, TimeProvider time)
{
    private static readonly HashSet<string> OfTheMessage =
    [
        "invalid_payload", "invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long", "no_text",
        "invalid_attachments", "too_many_attachments", "missing_text_or_fallback_or_attachments", "invalid_arguments",
    ];

    private static readonly HashSet<string> Passing =
    [
        "ratelimited", "rate_limited", "internal_error", "fatal_error", "service_unavailable", "request_timeout",
        "rollup_error", "team_added_to_org", "message_limit_exceeded",
    ];

    /// <param name="message">JSON.</param>
    /// <param name="cancellation">Ends it, with an answer: whether the message has arrived is unknown.</param>
    public async Task<SlackAnswer> PostAsync(ReadOnlyMemory<byte> message, CancellationToken cancellation)
    {
        try
        {
            using var request = new HttpRequestMessage(
                HttpMethod.Post, secret.Webhook ?? new Uri(api, "chat.postMessage"));
            request.Content = new ReadOnlyMemoryContent(message)
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") },
            };
            if (secret.Token is { } token)
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var response = await http.SendAsync(request, cancellation).ConfigureAwait(false);
            var body = await response.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
            return Read(response, body.Trim());
        }
        catch (OperationCanceledException)
        {
            return new SlackAnswer.Later(null, "no answer within the time limit");
        }
        catch (HttpRequestException failure)
        {
            // The exception's own words may hold the address, and a webhook's address is the secret.
            return new SlackAnswer.Later(null, $"no connection ({failure.HttpRequestError})");
        }
        catch (IOException)
        {
            return new SlackAnswer.Later(null, "the connection broke");
        }
    }

    private SlackAnswer Read(HttpResponseMessage response, string body)
    {
        if (response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout
            || (int)response.StatusCode >= 500)
        {
            return new SlackAnswer.Later(PauseOf(response.Headers.RetryAfter), Status(response));
        }

        if (secret.Webhook is not null)
        {
            return response.StatusCode == HttpStatusCode.OK ? new SlackAnswer.Posted()
                : Error().IsMatch(body) ? Refusal(body, response)
                : new SlackAnswer.Later(null, Status(response)); // somebody between: Slack refuses with a word
        }

        return response.StatusCode != HttpStatusCode.OK ? new SlackAnswer.Later(null, Status(response))
            : ReadJson(body, response);
    }

    private SlackAnswer ReadJson(string body, HttpResponseMessage response)
    {
        try
        {
            using var answer = JsonDocument.Parse(body);
            if (answer.RootElement.GetProperty("ok").GetBoolean())
                return new SlackAnswer.Posted();
            var error = answer.RootElement.TryGetProperty("error", out var word) ? word.GetString() ?? "" : "";
            return Refusal(Error().IsMatch(error) ? error : "unknown_error", response);
        }
        catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return new SlackAnswer.Later(null, "what answered is not Slack");
        }
    }

    private SlackAnswer Refusal(string error, HttpResponseMessage response) =>
        Passing.Contains(error) ? new SlackAnswer.Later(PauseOf(response.Headers.RetryAfter), error)
        : OfTheMessage.Contains(error) ? new SlackAnswer.BadMessage(error)
        : new SlackAnswer.Refused(error);

    private TimeSpan? PauseOf(RetryConditionHeaderValue? header) =>
        header?.Delta ?? (header?.Date is { } date ? date - time.GetUtcNow() : null);

    private static string Status(HttpResponseMessage response) => $"HTTP {(int)response.StatusCode}";

    /// <summary>Slack's errors are words like this; anything else may be a proxy's page and is not repeated.</summary>
    [GeneratedRegex("^[a-z0-9_]{1,60}$")]
    private static partial Regex Error();
}
