using TradingBot.Configuration;
using TradingBot.Input;
using TradingBot.Notifications;
using TradingBot.Tests.Cli;

namespace TradingBot.Tests.Notifications;

public sealed class SlackSecretSourceTests : IDisposable
{
    private readonly Dictionary<string, string> _variables = [];
    private readonly TemporaryDirectory _here = new();

    [Fact]
    public void A_token_of_the_environment_is_found() =>
        With("SLACK_BOT_TOKEN", $" {SlackNetwork.Token}\n").Find(null, null).Token.Should().Be(SlackNetwork.Token);

    [Fact]
    public void Without_a_token_a_webhook_is_taken()
    {
        var secret = With("SLACK_WEBHOOK_URL", SlackNetwork.Webhook).Find(null, null);

        (secret.Token, secret.Webhook).Should().Be((null, new Uri(SlackNetwork.Webhook)));
    }

    [Fact]
    public void A_token_goes_before_a_webhook_unless_the_webhook_is_asked_for()
    {
        var file = Owned("hook", SlackNetwork.Webhook);
        var source = With("SLACK_BOT_TOKEN", SlackNetwork.Token);
        _variables["SLACK_WEBHOOK_URL"] = "https://hooks.slack.com/services/other";

        source.Find(null, null).Token.Should().NotBeNull();
        source.Find(null, file).Webhook.Should().Be(new Uri(SlackNetwork.Webhook));
    }

    [Theory]
    [InlineData("slack.token")]
    [InlineData("slack.webhook")]
    public void A_systemd_credential_is_found(string name)
    {
        var secret = name == "slack.token" ? SlackNetwork.Token : SlackNetwork.Webhook;
        _here.Write(name, secret + "\n");
        var found = With("CREDENTIALS_DIRECTORY", _here.Path).Find(null, null);

        (found.Token ?? found.Webhook!.AbsoluteUri).Should().Be(secret);
    }

    [Fact]
    public void Without_either_the_line_says_where_they_may_be() =>
        FluentActions.Invoking(() => With("OTHER", "1").Find(null, null)).Should().Throw<UserError>().WithMessage(
            "--slack: needs a bot token or a webhook; looked for --slack-token FILE, SLACK_BOT_TOKEN, *slack.token*; then "
            + "for --slack-webhook FILE, SLACK_WEBHOOK_URL, *slack.webhook*");

    [Theory]
    [InlineData("SLACK_BOT_TOKEN", "xoxb canary")]
    [InlineData("SLACK_WEBHOOK_URL", "http://hooks.slack.com/services/canary")]
    public void What_cannot_be_used_is_one_line_that_does_not_repeat_it(string variable, string value)
    {
        var refusal = FluentActions.Invoking(() => With(variable, value).Find(null, null)).Should().Throw<UserError>().Which;

        refusal.Message.Should().StartWith($"{variable}: ");
        refusal.ToString().Should().NotContain("canary");
    }

    [Fact]
    public void A_secret_shows_nothing_of_itself() =>
        $"{SlackSecret.OfToken(SlackNetwork.Token)} {SlackSecret.OfWebhook(SlackNetwork.Webhook)}"
            .Should().Be("Slack token Slack webhook");

    [Theory]
    [InlineData("--slack-level loud", "--slack-level: 'loud' is not allowed; use info or warning or error")]
    [InlineData("--slack-icon chart", "--slack-icon: 'chart' is not an emoji; use a name such as :chart_with_upwards_trend:")]
    [InlineData("--slack-api http://slack.com/api", "--slack-api: 'http://slack.com/api' is not allowed; use an https address, such as https://slack.com/api/")]
    [InlineData("--slack xoxb-of-somebody", "--slack: this is not a channel; use its name, such as #reporting, its id, or off (tokens are never arguments)")]
    [InlineData("--slack #reporting --slack-token xoxb-somebodys", "--slack-token: must name a file, but holds the secret itself (not shown)")]
    [InlineData("--slack #reporting --slack-webhook https://hooks.slack.com/services/somebodys", "--slack-webhook: must name a file, but holds the secret itself (not shown)")]
    [InlineData("--slack @alice --slack-token /nowhere/token", "--slack-token: /nowhere/token: no such file")]
    [InlineData("--slack #reporting --slack-token /nowhere/token", "--slack-token: /nowhere/token: no such file")]
    public void A_wrong_option_is_one_line_and_exit_code_2(string options, string line)
    {
        var run = Shell.Run($"-x simulator {options}");

        (run.ExitCode, run.Errors).Should().Be((2, line + "\n"));
    }

    public void Dispose() => _here.Dispose();

    private SlackSecretSource With(string variable, string value)
    {
        _variables[variable] = value;
        return new SlackSecretSource(
            new SecretSource(Secrets.SlackToken, _variables.GetValueOrDefault, _here["none.token"]),
            new SecretSource(Secrets.SlackWebhook, _variables.GetValueOrDefault, _here["none.webhook"]));
    }

    private string Owned(string name, string text)
    {
        var file = _here.Write(name, text);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return file;
    }
}
