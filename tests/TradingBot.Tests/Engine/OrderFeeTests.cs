using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Orders.Tracking;
using TradingBot.Core.Risk.Breakers;

namespace TradingBot.Tests.Engine;

/// <summary>What an order was charged, asset by asset, from its fills into the books.</summary>
public class OrderFeeTests
{
    private readonly Trader _trader = new(
        Backtests.Setup(EagerStrategy.Definition),
        new OrderRules(),
        new BreakerLimits { DataAge = null },
        new SessionStart(DateTime.UnixEpoch, new Guid(1, 2, 3, new byte[8]), null, null, []));

    private DateTime _now = DateTime.UnixEpoch;

    [Fact]
    public void Money_in_the_fills_is_not_base_in_the_exchanges_own_account()
    {
        var submit = Decide();
        var fill = new Execution("T1", 0.002m, 100, Fee.InBase(0.00002m, 100), false);
        Tell(submit, Report(0.002m, ReportedStatus.Filled, null, fill));
        Happen(new EngineEvent.TimerFired(_now = _now.AddSeconds(10)));

        Tell(submit, Report(0.002m, ReportedStatus.Filled, 0.002m));

        _trader.Surprises.Should().Equal(
            "order 1: its fills add up to 0.002 for 0.200, fee 0.00002 in base, "
            + "but the exchange's totals are 0.002 for 0.200, fee 0.002");
    }

    [Theory]
    [InlineData("KFEE", 30, 1)]
    [InlineData("KFEE", 31, 0)]
    [InlineData("BNB", 30, 0)]
    public void A_fee_in_a_third_asset_is_compared_by_name_and_amount(string asset, int amount, int expected)
    {
        var submit = Decide();
        var fill = new Execution("T1", 0.002m, 100, Fee.InAsset("KFEE", 30, 0.3m), false);
        Tell(submit, Report(0.002m, ReportedStatus.Filled, null, fill));
        Happen(new EngineEvent.TimerFired(_now = _now.AddSeconds(10)));

        Tell(submit, Report(0.002m, ReportedStatus.Filled, Fee.InAsset(asset, amount, 0.3m)));

        _trader.Surprises.Count.Should().Be(1 - expected);
        var ledger = _trader.Engine.Ledger;
        (ledger.Held, ledger.Cash, ledger.PaidInOthers).Should().Be((0.002m, 100_000 - 0.2m, 0.3m));
    }

    [Fact]
    public void Fills_that_pay_in_several_assets_make_one_fee_of_their_order()
    {
        var submit = Decide();
        var first = new Execution("T1", 0.0005m, 100, Fee.InAsset("KFEE", 3, 0.03m), false);
        var second = new Execution("T2", 0.0015m, 100, Fee.InBase(0.00001m, 100), false);

        Tell(submit, Report(0.0005m, ReportedStatus.Open, null, first));
        _trader.Balances().Should().Be((100_000 - 0.05m, 0.0005m));
        Tell(submit, Report(0.002m, ReportedStatus.Filled, null, second));

        var trade = _trader.Engine.Ledger.Open.Should().ContainSingle().Subject;
        trade.Entry.Fee.Should().Be(Fee.InAsset("KFEE", 3, 0.03m) + Fee.InBase(0.00001m, 100));
        _trader.Balances().Should().Be((100_000 - 0.2m, 0.00199m));
    }

    private static OrderReport Report(decimal filled, ReportedStatus status, Fee? fee, Execution? execution = null) =>
        new("O1", status, filled, filled * 100, fee, Reason: null, execution);

    /// <summary>A candle closes and the strategy enters.</summary>
    private OrderCommand.Submit Decide()
    {
        Happen(new EngineEvent.TradePrinted(new Trade(1, _now, Price: 100, Volume: 1, Side.Buy)));
        _now = _now.AddMinutes(1);
        Happen(new EngineEvent.Elapsed(_now));
        return _trader.Commands.OfType<OrderCommand.Submit>().Single();
    }

    private void Tell(OrderCommand.Submit submit, OrderReport report) =>
        Happen(new EngineEvent.OrderReported(_now, submit.Id, report));

    private void Happen(EngineEvent happened) => _trader.Process(happened);
}
