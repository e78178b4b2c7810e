using System.Text;
using TradingBot.Core.Market;
using TradingBot.Exchanges;
using TradingBot.Exchanges.Contract.Capture;

namespace TradingBot.Tests.Binance;

public sealed class BinanceDecoderTests
{
    [Fact]
    public void A_change_of_the_book_has_its_ids_and_quantities_as_they_were_sent()
    {
        var message = Decode<BookMessage>(
            """
            {"e":"depthUpdate","E":1723161255208,"s":"BTCUSDT","U":157,"u":160,
            "b":[["0.00240000","10.0"]],"a":[["0.0026","0.00000000"]]}
            """);

        message.Should().BeEquivalentTo(new BookMessage("BTCUSDT", false, [
            new(Side.Buy, new(0.0024m, 10)), new(Side.Sell, new(0.0026m, 0)),
        ])
        {
            ExchangeMicros = 1_723_161_255_208_000,
            FirstId = 157,
            LastId = 160,
        });
    }

    [Fact]
    public void A_snapshot_by_REST_is_of_the_pair_that_the_decoder_was_made_for() =>
        Decode<BookMessage>("""{"lastUpdateId":1027024,"bids":[["4.0","431.0"]],"asks":[["4.2","12.0"]]}""")
            .Should().BeEquivalentTo(new BookMessage("BTCUSDT", true, [
                new(Side.Buy, new(4, 431)), new(Side.Sell, new(4.2m, 12)),
            ])
            {
                LastId = 1027024,
            });

    [Theory]
    [InlineData("true", Side.Sell)]
    [InlineData("false", Side.Buy)]
    public void The_taker_of_a_trade_is_not_the_maker(string isBuyerMaker, Side taker) =>
        Decode<TradesMessage>(
            $$"""
            {"stream":"btcusdt@trade","data":{"e":"trade","E":1672515782136,"s":"BTCUSDT","t":12345,"p":"0.001",
            "q":"100","T":1672515782136,"m":{{isBuyerMaker}},"M":true} }
            """)
            .Should().BeEquivalentTo(new TradesMessage(
                "BTCUSDT",
                [new CapturedTrade(12345, 1_672_515_782_136_000, taker, 0.001m, 100, IsMarket: null)],
                TradeSource.Stream));

    [Fact]
    public void Times_of_a_connection_that_asked_for_microseconds_are_not_multiplied() =>
        Decode<TradesMessage>(
            """{"e":"trade","s":"BTCUSDT","t":1,"p":"1","q":"1","T":1672515782136123,"m":true}""")
            .Trades[0].ExchangeMicros.Should().Be(1_672_515_782_136_123);

    private static T Decode<T>(string message)
    {
        var events = new List<MarketEvent>();
        Decoders.BinanceSpot("BTCUSDT").Decode(Encoding.UTF8.GetBytes(message), events);
        return events.Should().ContainSingle().Which.Should().BeOfType<T>().Subject;
    }
}
