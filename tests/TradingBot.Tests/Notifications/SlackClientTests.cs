using TradingBot.Notifications;
using TradingBot.Tests.Kraken;

namespace TradingBot.Tests.Notifications;

public class SlackClientTests
{
    private static readonly byte[] Message = "{\"text\":\"hello\"}"u8.ToArray();

    [Theory]
    [InlineData("ok", "Posted { }")]
    [InlineData("error invalid_auth", "Refused { Reason = invalid_auth }")]
    [InlineData("error channel_not_found", "Refused { Reason = channel_not_found }")]
    [InlineData("error not_in_channel", "Refused { Reason = not_in_channel }")]
    [InlineData("error something_new", "Refused { Reason = something_new }")]
    [InlineData("error Some Sentence", "Refused { Reason = unknown_error }")]
    [InlineData("error invalid_blocks", "BadMessage { Reason = invalid_blocks }")]
    [InlineData("error msg_too_long", "BadMessage { Reason = msg_too_long }")]
    [InlineData("error ratelimited", "Later { After = , Reason = ratelimited }")]
    [InlineData("error internal_error", "Later { After = , Reason = internal_error }")]
    [InlineData("429 7", "Later { After = 00:00:07, Reason = HTTP 429 }")]
    [InlineData("429 Fri, 20 Nov 2026 12:00:30 GMT", "Later { After = 00:00:30, Reason = HTTP 429 }")]
    [InlineData("429 soon", "Later { After = , Reason = HTTP 429 }")]
    [InlineData("429", "Later { After = , Reason = HTTP 429 }")]
    [InlineData("500", "Later { After = , Reason = HTTP 500 }")]
    [InlineData("503", "Later { After = , Reason = HTTP 503 }")]
    [InlineData("404", "Later { After = , Reason = HTTP 404 }")]
    [InlineData("302", "Later { After = , Reason = HTTP 302 }")]
    [InlineData("200 <html>log in to the hotel</html>", "Later { After = , Reason = what answered is not Slack }")]
    [InlineData("200 [1]", "Later { After = , Reason = what answered is not Slack }")]
    [InlineData("reset", "Later { After = , Reason = no connection (ConnectionError) }")]
    public async Task What_the_Web_API_answers_is_understood(string answer, string means) =>
        (await PostAsync(answer, isWebhook: false)).Should().Be(means);

    [Theory]
    [InlineData("200 ok", "Posted { }")]
    [InlineData("400 invalid_payload", "BadMessage { Reason = invalid_payload }")]
    [InlineData("403 action_prohibited", "Refused { Reason = action_prohibited }")]
    [InlineData("404 channel_not_found", "Refused { Reason = channel_not_found }")]
    [InlineData("404 no_service", "Refused { Reason = no_service }")]
    [InlineData("410 channel_is_archived", "Refused { Reason = channel_is_archived }")]
    [InlineData("403 <html>a proxy</html>", "Later { After = , Reason = HTTP 403 }")]
    [InlineData("500 rollup_error", "Later { After = , Reason = HTTP 500 }")]
    [InlineData("429 2", "Later { After = 00:00:02, Reason = HTTP 429 }")]
    [InlineData("reset", "Later { After = , Reason = no connection (ConnectionError) }")]
    public async Task What_a_webhook_answers_is_understood(string answer, string means) =>
        (await PostAsync(answer, isWebhook: true)).Should().Be(means);

    [Fact]
    public async Task The_token_is_in_the_header_and_the_message_in_the_body()
    {
        using var slack = new SlackNetwork(new ManualTime(), "ok");

        await slack.Client().PostAsync(Message, CancellationToken.None);

        slack.Posts.Should().Equal(
            (0, "https://slack.com/api/chat.postMessage", $"Bearer {SlackNetwork.Token}", """{"text":"hello"}"""));
    }

    [Fact]
    public async Task A_webhook_is_its_own_proof()
    {
        using var slack = new SlackNetwork(new ManualTime(), "200 ok");

        await slack.Client(isWebhook: true).PostAsync(Message, CancellationToken.None);

        slack.Posts.Should().Equal((0, SlackNetwork.Webhook, null, """{"text":"hello"}"""));
    }

    [Fact]
    public async Task The_end_of_the_time_limit_is_an_answer()
    {
        using var slack = new SlackNetwork(new ManualTime(), "hangs");
        using var limit = new CancellationTokenSource();
        var posting = slack.Client().PostAsync(Message, limit.Token);

        await limit.CancelAsync();

        (await posting).Should().Be(new SlackAnswer.Later(null, "no answer within the time limit"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("xoxb 1")]
    [InlineData("xoxb-1\nX-Other: 1")]
    [InlineData("xoxb-ü")]
    public void What_cannot_be_a_token_is_refused_and_not_repeated(string token) =>
        FluentActions.Invoking(() => SlackSecret.OfToken(token)).Should().Throw<ArgumentException>()
            .WithMessage("the Slack token is empty or has a character outside printable ASCII");

    [Theory]
    [InlineData("hooks.slack.com/services/T/B/x")]
    [InlineData("http://hooks.slack.com/services/T/B/x")]
    [InlineData("ftp://hooks.slack.com/services/T/B/x")]
    [InlineData("")]
    public void A_webhook_must_be_https_and_is_not_repeated(string address) =>
        FluentActions.Invoking(() => SlackSecret.OfWebhook(address)).Should().Throw<ArgumentException>()
            .WithMessage("the Slack webhook is not an https address");

    [Fact]
    public void On_this_machine_a_webhook_may_be_plain_for_tests() =>
        SlackSecret.OfWebhook("http://127.0.0.1:1/services/T/B/x").Webhook!.Port.Should().Be(1);

    private static async Task<string> PostAsync(string answer, bool isWebhook)
    {
        using var slack = new SlackNetwork(new ManualTime(), answer);
        return $"{await slack.Client(isWebhook).PostAsync(Message, CancellationToken.None)}";
    }
}
