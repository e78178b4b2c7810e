using TradingBot.Exchanges.Contract.Accounts;
using TradingBot.Exchanges.Kraken;
using TradingBot.Exchanges.Kraken.Notation;
using TradingBot.Exchanges.Kraken.Rest.Wire;

namespace TradingBot.Tests.Kraken;

public class KrakenPairTests
{
    private static readonly AssetPairInfo Row = new()
    {
        ShortName = "XBTUSD",
        SlashName = "XBT/USD",
        Base = "XXBT",
        Quote = "ZUSD",
        PriceDecimals = 1,
        VolumeDecimals = 8,
        TickSize = 0.5m,
        MinimumVolume = 0.00005m,
        MinimumCost = 0.5m,
    };

    [Fact]
    public void A_row_becomes_an_instrument_with_its_rules_and_names()
    {
        var pair = KrakenPair.From("XXBTZUSD", Row)!;
        pair.Names.Should().Be(new PairNames("XXBTZUSD", "XBTUSD", "BTC/USD"));
        (pair.Instrument.Base, pair.Instrument.Quote, pair.Instrument.TickSize).Should().Be(("XBT", "USD", 0.5m));
        (pair.Instrument.MinimumVolume, pair.Instrument.MinimumNotional).Should().Be((0.00005m, 0.5m));
        pair.Instrument.RulesAreKnown.Should().BeTrue();
        pair.Status.Should().Be("online", "about one row in eight says nothing");
        string[] names = ["xxbtzusd", "XBTUSD", "XBT/USD", "BTC/USD"];
        names.Should().OnlyContain(name => pair.IsCalled(name));
    }

    [Fact]
    public void A_row_says_with_which_leverage_the_pair_can_be_sold_short_or_nothing_where_it_cannot()
    {
        KrakenPair.From("XXBTZUSD", Row with { SellLeverage = [2, 3, 10] })!.Instrument.SellLeverage
            .Should().Equal(2, 3, 10);
        KrakenPair.From("XXBTZUSD", Row)!.Instrument.SellLeverage.Should().BeEmpty();
    }

    [Fact]
    public void A_dark_pool_row_without_a_slash_name_is_no_pair() =>
        KrakenPair.From("XXBTZUSD.d", Row with { SlashName = null }).Should().BeNull();

    [Fact]
    public void What_a_row_leaves_out_is_not_invented()
    {
        var pair = KrakenPair.From(
            "XXBTZUSD", Row with { TickSize = null, MinimumVolume = null, MinimumCost = null })!;
        pair.Instrument.RulesAreKnown.Should().BeFalse();
        pair.Instrument.TickSize.Should().Be(0.1m);
    }

    [Fact]
    public void An_order_is_checked_before_it_is_sent()
    {
        var order = TestKraken.MarketBuy();
        NewOrder[] wrong =
        [
            order with { Volume = 0 },
            order with { LimitPrice = 0 },
            order with { IsPostOnly = true },
            order with { Leverage = 1 },
            order with { IsReduceOnly = true },
        ];
        wrong.Should().AllSatisfy(each =>
        {
            var checking = each.Check;
            checking.Should().Throw<ArgumentException>();
        });
        order.Check();
    }
}
