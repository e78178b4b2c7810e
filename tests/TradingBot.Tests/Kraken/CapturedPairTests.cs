using TradingBot.Core.Market;
using TradingBot.Exchanges.Contract.Capture;
using TradingBot.Exchanges.Kraken;
using TradingBot.Exchanges.Kraken.Sockets;

namespace TradingBot.Tests.Kraken;

/// <summary>The books of one pair on two connections are compared when both stand at the same message.</summary>
public sealed class CapturedPairTests
{
    private static readonly DateTime Moment = new(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Books_at_the_same_message_are_compared() =>
        Pair(Moment).CompareWith(Pair(Moment), isSameMoment: true).Should().Be(0);

    [Fact]
    public void Books_at_different_messages_are_not_compared() =>
        Pair(Moment).CompareWith(Pair(Moment.AddSeconds(1)), isSameMoment: true).Should().BeNull();

    /// <summary>Snapshots may have none, and equal checksums say nothing below the ten levels they cover.</summary>
    [Fact]
    public void Messages_without_a_time_are_not_known_to_be_the_same()
    {
        Pair(default).CompareWith(Pair(default), isSameMoment: true).Should().BeNull();
        Pair(default).CompareWith(Pair(default), isSameMoment: false).Should().Be(0);
    }

    private static KrakenCapturedPair Pair(DateTime stamp)
    {
        var instrument = TestKraken.Listed.Instrument;
        var level = new BookLevel(100m, 1m);
        var book = new OrderBook(10, instrument.PriceDecimals, instrument.VolumeDecimals);
        book.Set(Side.Buy, level);
        var update = new BookUpdate { Symbol = "BTC/USD", Checksum = book.Checksum(), Timestamp = stamp };
        update.Add(Side.Buy, level);
        var pair = new KrakenCapturedPair(TestKraken.Listed, new CapturedMarket(instrument, 10, false, "BTC/USD"));
        pair.Apply(update, isSnapshot: true).Should().Be(CapturedBook.Snapshot);
        return pair;
    }
}
