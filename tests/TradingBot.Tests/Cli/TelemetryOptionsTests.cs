using TradingBot.Cli.Options;
using TradingBot.Input;

namespace TradingBot.Tests.Cli;

public sealed class TelemetryOptionsTests
{
    private static readonly Dictionary<string, string> Nothing = [];

    [Theory]
    [InlineData("statsd://127.0.0.1:8125", "statsd://127.0.0.1:8125")]
    [InlineData("statsd://agent", "statsd://agent:8125")]
    [InlineData("statsd://[::1]:99", "statsd://::1:99")]
    [InlineData("unix:///run/datadog/dsd.socket", "unix:///run/datadog/dsd.socket")]
    [InlineData("datadog", "statsd://127.0.0.1:8125")]
    public void DogStatsD_is_named_by_an_address(string text, string expected) =>
        TelemetryOptions.TargetOf(text, Nothing.GetValueOrDefault).Statsd!.ToString().Should().Be(expected);

    [Theory]
    [InlineData("otlp://collector", "http://collector:4318/")]
    [InlineData("otlp://127.0.0.1:99", "http://127.0.0.1:99/")]
    [InlineData("otlps://collector:443", "https://collector/")]
    public void A_collector_is_named_by_an_address(string text, string expected) =>
        TelemetryOptions.TargetOf(text, Nothing.GetValueOrDefault).Otlp!.ToString().Should().Be(expected);

    [Theory]
    [InlineData("DD_AGENT_HOST=agent", "statsd://agent:8125")]
    [InlineData("DD_AGENT_HOST=agent;DD_DOGSTATSD_PORT=99", "statsd://agent:99")]
    [InlineData("DD_DOGSTATSD_SOCKET=/a/b;DD_AGENT_HOST=agent", "unix:///a/b")]
    [InlineData("DD_DOGSTATSD_URL=unix:///c;DD_AGENT_HOST=agent", "unix:///c")]
    [InlineData("DD_DOGSTATSD_URL=udp://other:7", "statsd://other:7")]
    public void Where_the_environment_names_an_agent_it_is_sent_the_metrics(string variables, string expected) =>
        TelemetryOptions.TargetOf("", Environment(variables)).Statsd!.ToString().Should().Be(expected);

    [Theory]
    [InlineData("", "")]
    [InlineData("", "DD_DOGSTATSD_PORT=99")]
    [InlineData("off", "DD_AGENT_HOST=agent")]
    public void Otherwise_nothing_is_sent(string text, string variables)
    {
        var options = TelemetryOptions.TargetOf(text, Environment(variables));

        options.Statsd.Should().BeNull();
        options.Otlp.Should().BeNull();
    }

    [Theory]
    [InlineData("ftp://agent", "", "'ftp://agent' is not allowed; use statsd://127.0.0.1:8125, *")]
    [InlineData("statsd://agent/path", "", "*not allowed*")]
    [InlineData("unix://relative", "", "*not allowed*")]
    [InlineData("datadog", "DD_DOGSTATSD_URL=agent:8125", "DD_DOGSTATSD_URL: 'agent:8125' is not allowed; use udp://HOST:PORT or unix:///PATH")]
    [InlineData("", "DD_AGENT_HOST=a;DD_DOGSTATSD_PORT=0", "DD_DOGSTATSD_PORT: '0' is not allowed; use a port from 1 to 65535")]
    [InlineData("unix:///tmp/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "", "*is longer than the 107 bytes that a unix socket's path may have")]
    public void What_is_not_allowed_is_said_in_one_line(string text, string variables, string message) =>
        FluentActions.Invoking(() => TelemetryOptions.TargetOf(text, Environment(variables)))
            .Should().Throw<UserError>().WithMessage(message).Which.ExitCode.Should().Be(ExitCode.WrongInput);

    [Theory]
    [InlineData("--metrics nowhere", "--metrics: 'nowhere' is not allowed; *")]
    [InlineData("--metrics-sample 2", "--metrics-sample: '2' is not allowed; *")]
    [InlineData("--metrics-sample 0", "--metrics-sample: '0' is not allowed; *")]
    public void The_program_ends_with_that_line(string arguments, string message)
    {
        var outcome = Shell.Run(arguments);

        outcome.ExitCode.Should().Be(ExitCode.WrongInput);
        outcome.Errors.Should().Match(message + "\n");
    }

    private static Func<string, string?> Environment(string variables)
    {
        var all = variables.Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(variable => variable.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        return all.GetValueOrDefault;
    }
}
