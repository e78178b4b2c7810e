using TradingBot.Core.Accounts;
using TradingBot.Core.Strategies;
using TradingBot.Core.Strategies.Catalog;
using TradingBot.Reports;

namespace TradingBot.Tests.Reports;

/// <summary>A take-profit below the fees of a round trip is told of before it costs money.</summary>
public class RoundTripTests
{
    [Theory]
    [InlineData("0.7", 0.008, true)]
    [InlineData("1.6", 0.008, true)] // the exit's fee is on more than the entry's
    [InlineData("1.62", 0.008, false)]
    [InlineData("0.7", 0.0026, false)]
    [InlineData("0", 0.008, false)] // there is none
    public void It_warns_where_what_the_take_profit_closes_is_a_loss(string percent, double fee, bool isWarned) =>
        (RoundTrip.Warning(SettingsWith(percent), FeeSchedule.Flat((decimal)fee), rests: false) is not null)
            .Should().Be(isWarned);

    [Fact]
    public void Orders_that_rest_pay_the_makers_fee()
    {
        var fees = new FeeSchedule("test", [new FeeTier(0, Maker: 0.004m, Taker: 0.008m)]);

        RoundTrip.Warning(SettingsWith("1"), fees, rests: true).Should().BeNull();
        RoundTrip.Warning(SettingsWith("1"), fees, rests: false).Should().Be(
            "take-profit 1 % does not pay for the fees of buying and selling, twice 0.8 %: trades closed at this target lose money");
    }

    private static StrategySettings SettingsWith(string takeProfit) => StrategySettings.Of(
        StrategyCatalog.Find("macd")!.Parameters, [KeyValuePair.Create("take-profit", takeProfit)]);
}
