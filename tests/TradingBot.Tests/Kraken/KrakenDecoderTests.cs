using System.Text;
using TradingBot.Core.Market;
using TradingBot.Exchanges.Contract.Capture;
using TradingBot.Exchanges.Kraken;

namespace TradingBot.Tests.Kraken;

public class KrakenDecoderTests
{
    [Fact]
    public void A_trade_keeps_every_digit_that_was_printed()
    {
        var events = Decode("""
            {"channel":"trade","type":"update","data":[{"symbol":"SHIB/USD","side":"sell",
            "price":0.00000123456789012345,"qty":98765432109.87654321,"ord_type":"market","trade_id":7,
            "timestamp":"2026-11-20T00:00:00.123456Z"}]}
            """);

        events.Should().ContainSingle().Which.Should().BeEquivalentTo(new TradesMessage(
            "SHIB/USD",
            [
                new CapturedTrade(
                    7, 1795132800123456, Side.Sell, 0.00000123456789012345m, 98765432109.87654321m, IsMarket: true),
            ],
            TradeSource.Stream));
    }

    [Fact]
    public void Trades_of_two_pairs_in_one_message_are_two_events()
    {
        const string row = """
            {"symbol":"%","side":"buy","price":1,"qty":1,"trade_id":1,"timestamp":"2026-11-20T00:00:00Z"}
            """;
        var rows = string.Join(',', new[] { "BTC/USD", "ETH/USD" }.Select(pair => row.Replace("%", pair)));

        Decode($$"""{"channel":"trade","type":"snapshot","data":[{{rows}}]}""").Cast<TradesMessage>()
            .Select(message => (message.Market, message.Source)).Should().Equal(
                ("BTC/USD", TradeSource.StreamSnapshot), ("ETH/USD", TradeSource.StreamSnapshot));
    }

    [Fact]
    public void A_book_message_has_its_levels_in_the_order_they_were_sent_its_checksum_and_its_time()
    {
        var book = Decode("""
            {"channel":"book","type":"update","data":[{"symbol":"BTC/USD","bids":[{"price":100.10,"qty":0},
            {"price":100.10,"qty":2.50}],"asks":[{"price":101,"qty":1}],"checksum":7,
            "timestamp":"2026-11-20T00:00:00.000001Z"}]}
            """).Should().ContainSingle().Which.Should().BeOfType<BookMessage>().Subject;

        book.Changes.Should().Equal(
            new CapturedLevel(Side.Buy, new BookLevel(100.1m, 0)),
            new CapturedLevel(Side.Buy, new BookLevel(100.1m, 2.5m)),
            new CapturedLevel(Side.Sell, new BookLevel(101, 1)));
        (book.IsSnapshot, book.Checksum, book.ExchangeMicros).Should().Be((false, 7u, 1795132800000001));
    }

    [Theory]
    [InlineData("""{"channel":"heartbeat"}""")]
    [InlineData("""{"method":"subscribe","req_id":1,"success":true,"result":{"channel":"book","symbol":"BTC/USD"}}""")]
    [InlineData("""{"channel":"status","type":"update","data":[{"system":"online","connection_id":1}]}""")]
    public void What_is_about_no_market_says_nothing(string message) => Decode(message).Should().BeEmpty();

    [Theory]
    [InlineData("nonsense")]
    [InlineData("""{"channel":"book","type":"update","data":[{"symbol":"BTC/USD"}]}""")]
    public void What_is_not_understood_is_told(string message) =>
        FluentActions.Invoking(() => Decode(message)).Should().Throw<FormatException>();

    private static List<MarketEvent> Decode(string message)
    {
        var events = new List<MarketEvent>();
        new KrakenDecoder().Decode(Encoding.UTF8.GetBytes(message), events);
        return events;
    }
}
