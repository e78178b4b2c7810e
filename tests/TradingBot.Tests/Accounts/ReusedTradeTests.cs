using TradingBot.Core.Accounts;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Risk.Exits;

namespace TradingBot.Tests.Accounts;

/// <summary>The ledger uses objects of closed trades again; nothing of the old trade may be left in them.</summary>
public class ReusedTradeTests
{
    private static readonly Fill Entry = new(0, Price: 100, Volume: 1, Cost: 100, Fee: 1);

    [Fact]
    public void A_new_trade_knows_nothing_of_the_exit_that_another_was_refused()
    {
        var rules = new ExitRules([], PriceSource.Close, intrabar: false);
        var ledger = new Ledger(startCash: 1000);
        var first = ledger.Enter(1, Side.Buy, Entry, "first", rules);
        first.RefusedExitReason = "its exit was refused";
        first.IsClosing = true;
        ledger.MarkDust(first);
        ledger.Unmark(first);
        ledger.Leave(first, 2, Entry, "closed", isPart: false);

        var second = ledger.Enter(3, Side.Buy, Entry, "second", rules);

        second.Should().BeSameAs(first, "else this shows nothing");
        (second.RefusedExitReason, second.IsClosing, second.IsDust, second.Reason).Should()
            .Be((null, false, false, "second"));
    }
}
