using TradingBot.Input;
using TradingBot.Notifications;

namespace TradingBot.Diagnosis;

/// <summary>Whether Slack takes a message.</summary>
internal static class SlackCheck
{
    private const string Subject = "Slack";

    /// <param name="options">Null where Slack is not used.</param>
    /// <param name="secrets">Where token and webhook may be.</param>
    /// <param name="http">Follows no redirects.</param>
    /// <param name="sends">True: a message is posted.</param>
    /// <param name="bot">Whose name stands above it.</param>
    /// <param name="time">For the message.</param>
    public static Check Create(
        SlackOptions? options, SlackSecretSource secrets, HttpClient http, bool sends, string bot, TimeProvider time) =>
        Check.Of(Subject, async limited =>
        {
            if (options is null)
                return Finding.Ok(Subject, "not used (--slack)");
            SlackSecret secret;
            try
            {
                secret = secrets.Find(options.TokenFile, options.WebhookFile);
            }
            catch (UserError wrong)
            {
                return Finding.Fail(Subject, wrong.Message, "");
            }

            if (!sends)
                return Finding.Ok(Subject, $"{secret} found, for {options.Channel}; --send-test posts a message");
            var notice = new Notice(Severity.Info, "Test message", time.GetUtcNow().UtcDateTime)
            {
                Text = "TradingBot doctor was asked to send it.",
                Bot = bot,
                Source = bot,
            };
            var client = new SlackClient(http, secret, options.Api, time);
            var message = SlackMessage.Of(notice, options);
            return Judge(await client.PostAsync(message, limited).ConfigureAwait(false), options.Channel);
        });

    public static Finding Judge(SlackAnswer answer, string channel) => answer switch
    {
        SlackAnswer.Posted => Finding.Ok(Subject, $"a test message is in {channel}"),
        SlackAnswer.Later later => Finding.Fail(Subject, later.Reason, "try again, or check the network"),
        SlackAnswer.Refused refused => Finding.Fail(Subject, refused.Reason, Advice(refused.Reason)),
        SlackAnswer.BadMessage bad => Finding.Fail(Subject, bad.Reason, "this is a bug in TradingBot: please report "
            + "it"),
        _ => throw new InvalidOperationException("an answer has four forms"),
    };

    private static string Advice(string reason) => reason switch
    {
        "channel_not_found" or "is_archived" or "channel_is_archived" => "name an existing channel: --slack",
        "not_in_channel" => "invite the app to the channel: /invite @app",
        "missing_scope" => "give the app the right chat:write",
        _ => "check the app's token or webhook in Slack's settings",
    };
}
