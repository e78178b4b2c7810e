using TradingBot.Telemetry;
using TradingBot.Tests.Kraken;

namespace TradingBot.Tests.Telemetry;

public sealed class MetricsLogTests
{
    [Fact]
    public void The_log_says_where_metrics_go_when_a_minute_of_them_is_lost_and_when_they_arrive_again()
    {
        using var heard = new CapturedLog();
        var log = new MetricsLog("statsd://10.0.0.7:8125", heard);
        log.Begin();

        // Nobody listens: UDP says so of every second datagram.
        for (var reading = 0; reading <= 12; reading++)
            log.Read(sent: 5 * reading, lost: 5 * reading);
        for (var reading = 1; reading <= 12; reading++)
            log.Read(sent: 60 + 10 * reading, lost: 60);

        heard.Text.Split('\n', StringSplitOptions.TrimEntries).Should().Equal(
            "Metrics go to statsd://10.0.0.7:8125",
            "Metrics do not reach statsd://10.0.0.7:8125: 30 of 60 packets were lost within a minute",
            "Metrics reach statsd://10.0.0.7:8125 again");
    }

    [Fact]
    public void A_few_lost_ones_are_not_worth_a_line()
    {
        using var heard = new CapturedLog();
        var log = new MetricsLog("statsd://10.0.0.7:8125", heard);

        for (var reading = 0; reading < 30; reading++)
            log.Read(sent: 80 * reading, lost: 20 * reading);

        heard.Text.Should().BeEmpty();
    }
}
