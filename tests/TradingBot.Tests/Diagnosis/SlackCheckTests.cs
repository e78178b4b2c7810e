using TradingBot.Configuration;
using TradingBot.Diagnosis;
using TradingBot.Notifications;
using TradingBot.Tests.Kraken;
using TradingBot.Tests.Notifications;

namespace TradingBot.Tests.Diagnosis;

public class SlackCheckTests
{
    private static readonly SlackOptions Options = new() { Channel = "#reporting" };

    [Fact]
    public async Task Slack_that_is_not_used_is_well() =>
        (await LineAsync(null, "ok", sends: true)).Should().Be("ok    Slack             not used (--slack)");

    [Fact]
    public async Task Nothing_is_posted_unless_it_is_asked_for() =>
        (await LineAsync(Options, "reset", sends: false)).Should().Be(
            "ok    Slack             Slack token found, for #reporting; --send-test posts a message");

    [Theory]
    [InlineData("ok", "ok    Slack             a test message is in #reporting")]
    [InlineData("error channel_not_found", "FAIL  Slack             channel_not_found; name an existing channel: --slack")]
    [InlineData("error not_in_channel", "FAIL  Slack             not_in_channel; invite the app to the channel: /invite @app")]
    [InlineData("error missing_scope", "FAIL  Slack             missing_scope; give the app the right chat:write")]
    [InlineData("error invalid_auth", "FAIL  Slack             invalid_auth; check the app's token or webhook in Slack's settings")]
    [InlineData("500", "FAIL  Slack             HTTP 500; try again, or check the network")]
    public async Task A_test_message_says_what_to_do(string answer, string line) =>
        (await LineAsync(Options, answer, sends: true)).Should().Be(line);

    [Fact]
    public async Task Without_a_secret_it_is_said_where_one_may_be() =>
        (await LineAsync(Options, "ok", sends: true, variable: "OTHER")).Should().StartWith(
            "FAIL  Slack             --slack: needs a bot token or a webhook; looked for ");

    private static async Task<string> LineAsync(
        SlackOptions? options, string answer, bool sends, string variable = "SLACK_BOT_TOKEN")
    {
        var time = new ManualTime();
        using var slack = new SlackNetwork(time, answer);
        using var http = new HttpClient(slack);
        var variables = new Dictionary<string, string> { [variable] = SlackNetwork.Token };
        var secrets = new SlackSecretSource(
            new SecretSource(Secrets.SlackToken, variables.GetValueOrDefault, "/nowhere/token"),
            new SecretSource(Secrets.SlackWebhook, variables.GetValueOrDefault, "/nowhere/webhook"));
        var check = SlackCheck.Create(options, secrets, http, sends, "Localbot", time);
        var line = (await check.Run(CancellationToken.None)).Single().ToString();
        slack.Posts.Should().HaveCount(line.Contains("Slack token") || line.Contains("not used") || line.Contains("--slack:") ? 0 : 1);
        return line;
    }
}
