using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using TradingBot.Core;
using TradingBot.Core.Market;
using TradingBot.Exchanges.Kraken;

namespace TradingBot.Tests.Market;

public class InstrumentTests
{
    [Theory]
    [InlineData(8121.2, "8121.2")]
    [InlineData(122.0, "122.0")]
    [InlineData(123.61, "123.61")]
    [InlineData(69000.12345, "69000.12345")]
    [InlineData(0.00001, "0.00001")]
    public void A_recorded_price_becomes_exactly_the_decimal_that_was_written(double price, string written)
    {
        Backtests.Bitcoin.ExactPrice(price).Should().Be(decimal.Parse(written, CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Every_price_of_up_to_ten_decimals_survives_the_way_through_a_double()
    {
        var prices =
            from units in Gen.Choose(1, int.MaxValue)
            from decimals in Gen.Choose(0, 10)
            select new decimal(units, 0, 0, isNegative: false, (byte)decimals);
        Prop.ForAll(prices.ToArbitrary(), price => Backtests.Bitcoin.ExactPrice((double)price) == price)
            .Check(Properties.Fixed);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_price_that_cannot_be_is_a_bug(double price)
    {
        FluentActions.Invoking(() => Backtests.Bitcoin.ExactPrice(price)).Should().Throw<InvariantViolatedException>();
    }

    [Theory]
    [InlineData(Side.Buy, "100.01", "100.1")]
    [InlineData(Side.Sell, "100.09", "100.0")]
    [InlineData(Side.Buy, "100.1", "100.1")]
    [InlineData(Side.Sell, "0.05", "0.1")]
    public void A_price_is_rounded_to_the_tick_never_to_the_traders_favour(Side side, string price, string rounded)
    {
        Backtests.Bitcoin.RoundAgainst(side, decimal.Parse(price, CultureInfo.InvariantCulture))
            .Should().Be(decimal.Parse(rounded, CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_volume_is_cut_and_money_is_rounded_only_where_they_have_more_decimals()
    {
        Backtests.Bitcoin.RoundVolumeDown(0.123456789m).Should().Be(0.12345678m);
        Backtests.Bitcoin.RoundVolumeDown(0.002m).Should().Be(0.002m);
        Instrument.Money(1.00000000005m).Should().Be(1.0000000000m);
        Instrument.Money(1.23m).Should().Be(1.23m);
    }

    [Theory]
    [InlineData("XXBTZUSD")]
    [InlineData("XBTUSD")]
    [InlineData("XBT/USD")]
    [InlineData("BTC/USD")]
    [InlineData("btc/usd")]
    [InlineData("BTCUSD")]
    public void All_names_of_a_pair_mean_the_same(string name)
    {
        KrakenPairs.Find(name)!.Symbol.Should().Be("XBTUSD");
        KrakenPairs.SymbolOf(name).Should().Be("XBTUSD");
    }

    [Fact]
    public void A_pair_without_known_rules_is_split_by_its_quote_currency_and_says_so()
    {
        var pair = KrakenPairs.WithoutRules("SOLUSD");

        (pair.Base, pair.Quote, pair.RulesAreKnown).Should().Be(("SOL", "USD", false));
        KrakenPairs.SymbolOf("DOGE/USD").Should().Be("XDGUSD");
    }
}
