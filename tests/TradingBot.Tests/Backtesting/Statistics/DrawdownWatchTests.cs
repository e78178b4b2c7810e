using TradingBot.Core.Accounts;
using TradingBot.Core.Backtesting.Statistics;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Risk.Exits;

namespace TradingBot.Tests.Backtesting.Statistics;

/// <summary>The deepest fall of the equity, candle by candle.</summary>
public class DrawdownWatchTests
{
    [Fact]
    public void What_is_paid_in_a_third_asset_is_a_fall_of_the_equity()
    {
        var ledger = new Ledger(startCash: 1000);
        var watch = new DrawdownWatch(0, ledger);
        watch.Add(60, ledger, close: 100);

        var fill = new Fill(60, 100, 1, 100, Fee.InAsset("BNB", 0.02m, worth: 10));
        ledger.Enter(1, Side.Buy, in fill, "", new ExitRules([], PriceSource.Close, intrabar: false));
        watch.Add(120, ledger, close: 100);

        watch.Deepest(120).Depth.Should().BeApproximately(0.01, 1e-12);
    }
}
