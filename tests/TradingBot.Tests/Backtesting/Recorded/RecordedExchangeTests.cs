using TradingBot.Core.Backtesting.Fills;
using TradingBot.Core.Backtesting.Fills.Recorded;
using TradingBot.Core.Backtesting.Recorded;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Tests.Backtesting.Fills.Recorded;

namespace TradingBot.Tests.Backtesting.Recorded;

public class RecordedExchangeTests
{
    private const double Response = 0.05;

    private readonly RecordedMarket _market = new(Backtests.Bitcoin, depth: 10, QueueModel.Proportional);
    private readonly SimulatedAccount _account;
    private readonly RecordedExchange _exchange;

    public RecordedExchangeTests()
    {
        _account = new SimulatedAccount(Backtests.Fills(fee: 0.01m), cash: 1_000, held: 0, shorts: null);
        _exchange = new RecordedExchange(_market, _account, Recording.Latency(entry: 0.1, Response));
        Restore(0, [(99.0m, 5)], [(100.0m, 1), (100.2m, 3)]);
    }

    [Fact]
    public void The_levels_that_an_order_takes_are_one_fill_at_their_average_price_for_one_fee()
    {
        var id = Submit(1, at: 1, volume: 2, style: OrderStyle.Market);
        Settle(2);

        Answers(1.149).Should().BeEmpty("it arrives at 1.1, and the answer takes as long as answers do");
        var report = Answers(1.15).Should().ContainSingle()
            .Which.Should().BeOfType<EngineEvent.OrderReported>().Subject;
        (report.Id, report.Time).Should().Be((id, Recording.At(1.15)));
        report.Report.Should().Be(new OrderReport(
            "RECORDED-000001",
            ReportedStatus.Filled,
            2,
            200.2m,
            2.002m,
            null,
            new Execution("FILL-000001", 2, 100.1m, 2.002m, false)));
        (_account.Cash, _account.Held).Should().Be((1_000 - 202.202m, 2m));
        _exchange.IsBusy.Should().BeFalse();
    }

    [Fact]
    public void A_resting_order_is_told_part_by_part_with_totals_and_the_makers_fee()
    {
        Submit(1, at: 1, volume: 5, price: 99.5m);
        _exchange.Take(_market.Trade(Side.Sell, 99.0m, 2, Recording.At(2)));
        _exchange.Take(_market.Trade(Side.Sell, 99.0m, 9, Recording.At(3)));

        var reports = Answers(9).Cast<EngineEvent.OrderReported>().Select(answer => answer.Report).ToList();
        reports.Select(report => (report.Status, report.Filled, report.Cost)).Should().Equal(
            (ReportedStatus.Open, 0m, 0m), (ReportedStatus.Open, 2m, 199m), (ReportedStatus.Filled, 5m, 497.5m));
        reports.Select(report => report.Execution?.IsMaker).Should().Equal(null, true, true);
        reports[^1].Fee.Should().Be((Fee)4.975m);
    }

    [Fact]
    public void A_cancellation_is_told_with_what_had_traded()
    {
        var id = Submit(1, at: 1, volume: 5, price: 99.5m);
        _exchange.Take(_market.Trade(Side.Sell, 99.0m, 2, Recording.At(2)));
        Answers(2.5);
        _exchange.CarryOut(new OrderCommand.Cancel(id, "RECORDED-000001"), Recording.At(3));
        _exchange.Take(_market.Trade(Side.Sell, 99.0m, 1, Recording.At(3.05))); // before the request is there
        Settle(4);

        var answers = Answers(9);
        answers.Should().HaveCount(3);
        answers[1].Should().BeOfType<EngineEvent.CancelAnswered>().Which.IsTaken.Should().BeTrue();
        var end = answers[2].Should().BeOfType<EngineEvent.OrderReported>().Subject;
        (end.Report.Status, end.Report.Filled, end.Report.Execution).Should().Be((ReportedStatus.Canceled, 3m, null));
        end.Time.Should().Be(Recording.At(3.15));
        _exchange.IsBusy.Should().BeFalse();
    }

    [Fact]
    public void What_the_money_does_not_reach_for_is_refused_and_takes_nothing_more()
    {
        Submit(1, at: 1, volume: 4, style: OrderStyle.Market);
        Restore(2, [], [(300.0m, 9)]);
        var second = Submit(2, at: 3, volume: 3, style: OrderStyle.Market);
        Settle(4);

        Answers(9).OfType<EngineEvent.OrderRejected>()
            .Select(answer => (answer.Id, answer.Reason, answer.MayBeRepeated))
            .Should().Equal((second, "insufficient funds", false));
        _account.Held.Should().Be(4);
    }

    [Fact]
    public void A_resting_order_without_money_ends_and_is_filled_no_further()
    {
        Submit(1, at: 1, volume: 20, price: 99.5m);
        _exchange.Take(_market.Trade(Side.Sell, 99.0m, 8, Recording.At(2)));
        _exchange.Take(_market.Trade(Side.Sell, 99.0m, 8, Recording.At(3)));
        _exchange.Take(_market.Trade(Side.Sell, 99.0m, 2, Recording.At(4)));

        var last = Answers(9)[^1].Should().BeOfType<EngineEvent.OrderReported>().Subject.Report;
        (last.Status, last.Filled, last.Reason).Should().Be((ReportedStatus.Canceled, 8m, "insufficient funds"));
        (_account.Held, _market.Resting).Should().Be((8m, 0));
    }

    [Fact]
    public void One_that_would_trade_and_was_to_rest_and_one_too_large_are_refused_as_on_paper()
    {
        Submit(1, at: 1, volume: 1, price: 100.0m, style: OrderStyle.PostOnly);
        Submit(2, at: 1, volume: 5, style: OrderStyle.Market);
        Settle(2);

        Answers(9).Cast<EngineEvent.OrderRejected>()
            .Select(answer => (answer.Reason, answer.WouldHaveTraded, answer.MayBeRepeated)).Should().Equal(
                (RestingRules.WouldHaveTraded, true, false),
                ("the order book as received is not deep enough", false, false));
    }

    [Fact]
    public void In_a_gap_an_order_waits_until_its_deadline_and_is_refused_then_and_may_be_repeated()
    {
        _exchange.Take(_market.Interrupt(Recording.At(1)));
        var late = Submit(1, at: 1, volume: 1, style: OrderStyle.Market);
        Submit(2, at: 5, volume: 1, style: OrderStyle.Market);
        _exchange.RefuseLate(Recording.At(9));
        Answers(9).Should().BeEmpty("its deadline is then");
        _exchange.RefuseLate(Recording.At(9.5));
        Restore(10, [], [(100.5m, 9)]);
        _exchange.RefuseLate(Recording.At(20));
        Settle(20);

        var answers = Answers(20);
        answers[0].Should().Be(new EngineEvent.OrderRejected(
            Recording.At(9.5), late, "no order book is recorded before its deadline", MayBeRepeated: true));
        answers[1].Should().BeOfType<EngineEvent.OrderReported>().Which.Report.Cost.Should().Be(100.5m);
        answers.Should().HaveCount(2);
    }

    [Fact]
    public void Asked_for_an_order_it_says_what_was_told_and_no_more()
    {
        var id = Submit(1, at: 1, volume: 5, price: 99.5m);
        Settle(2);
        Find(id, at: 1.12).Should().BeOfType<EngineEvent.OrderNotFound>().Which.Look.Should().Be(7);
        Answers(2);
        _exchange.Take(_market.Trade(Side.Sell, 99.0m, 2, Recording.At(3)));

        Find(id, at: 3.01).Should().BeOfType<EngineEvent.OrderReported>().Which.Report.Filled.Should().Be(0);
        Answers(4);
        Find(id, at: 4).Should().BeOfType<EngineEvent.OrderReported>().Which.Report
            .Should().Match<OrderReport>(report => report.Filled == 2 && report.Execution == null);
    }

    private EngineEvent Find(Guid id, double at)
    {
        _exchange.CarryOut(
            new OrderCommand.Find(id, 7, OrderList.ById, default, ExchangeId: null), Recording.At(at));
        return Answers(at).Should().ContainSingle().Subject;
    }

    private Guid Submit(
        long number, double at, decimal volume, decimal price = 100, OrderStyle style = OrderStyle.Limit)
    {
        var id = new Guid((int)number, 0, 0, new byte[8]);
        var order = Recording.Request(number, Side.Buy, volume, price, style);
        _exchange.CarryOut(new OrderCommand.Submit(id, order, Recording.At(at + 8)), Recording.At(at));
        return id;
    }

    private void Settle(double at) => _exchange.Take(_market.AdvanceTo(Recording.At(at)));

    private void Restore(
        double at, (decimal Price, decimal Quantity)[] bids, (decimal Price, decimal Quantity)[] asks)
    {
        LevelChange[] levels =
        [
            .. bids.Select(level => new LevelChange(Side.Buy, level.Price, level.Quantity)),
            .. asks.Select(level => new LevelChange(Side.Sell, level.Price, level.Quantity)),
        ];
        _exchange.Take(_market.Restore(levels, Recording.At(at)));
    }

    private List<EngineEvent> Answers(double at)
    {
        var answers = new List<EngineEvent>();
        while (_exchange.Next(Recording.At(at)) is { } answer)
            answers.Add(answer);
        return answers;
    }
}
