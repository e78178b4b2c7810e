using TradingBot.Exchanges.Kraken.Sockets;

namespace TradingBot.Tests.Kraken;

public sealed class WatchTimesTests
{
    /// <summary>A list of candles is large, and brings what was missed.</summary>
    [Fact]
    public void Candles_may_be_quiet_for_longer_than_trades() =>
        new WatchTimes().Silence(SocketChannel.Ohlc).Should().Be(TimeSpan.FromMinutes(10));

    [Fact]
    public void On_a_fast_clock_no_silence_is_believed_that_the_machine_itself_may_cause()
    {
        var times = new WatchTimes();

        times.NotBelow(TimeSpan.FromSeconds(1)).Should().Be(times);
        times.NotBelow(TimeSpan.FromSeconds(15)).Should().Be(times with
        {
            Connection = TimeSpan.FromSeconds(15),
            FirstData = TimeSpan.FromSeconds(15),
        });
        times.NotBelow(TimeSpan.FromMinutes(4)).Silence(SocketChannel.Trade).Should().Be(TimeSpan.FromMinutes(4));
        times.NotBelow(TimeSpan.FromMinutes(11)).Silence(SocketChannel.Ohlc).Should().Be(TimeSpan.FromMinutes(11));
    }
}
