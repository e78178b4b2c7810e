using TradingBot.Bots.Followers;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Strategies;

namespace TradingBot.Tests.Bots.Followers;

public class BotReporterTests
{
    private static readonly DateTime Start = new(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);

    private readonly RecordingFollower _follower = new();
    private readonly List<Candle> _seen = [];
    private readonly Trader _trader;
    private readonly BotReporter _reporter;
    private long _trades;

    public BotReporterTests()
    {
        var strategy = new StrategyDefinition(
            "up-and-down",
            "enters after a rise, leaves after a fall",
            [StrategyParameter.Price("close"), .. ExitParameters.Declare()],
            (_, _) => new UpAndDown(_seen));
        _trader = FollowedTrader.NewTrader(strategy);
        _reporter = FollowedTrader.Reporter(_trader, _follower);
        _reporter.Begin();
    }

    private IEnumerable<string> Kinds => _follower.Events.Select(one => one.GetType().Name);

    private BotSnapshot Now => _follower.Taken[^1].Now;

    [Fact]
    public void A_print_of_the_tape_that_changes_nothing_costs_no_memory_and_is_nobodys_news()
    {
        Print(second: 0, 100);
        Happen(new EngineEvent.TimerFired(Start.AddSeconds(1)));
        var taken = _follower.Taken.Count;
        var print = new EngineEvent.TradePrinted(new Trade(++_trades, Start.AddSeconds(1.5), 101, 1, Side.Buy));
        _trader.Process(print);
        _reporter.Report(print, default); // what is done once only

        Allocation.Of(() => () =>
        {
            for (var i = 0; i < 100; i++)
            {
                _trader.Process(print);
                _reporter.Report(print, default);
            }
        }).Should().Be(0);

        _follower.Taken.Should().HaveCount(taken);
    }

    [Fact]
    public void Without_news_there_is_a_snapshot_a_second_however_many_prints_come()
    {
        Print(second: 0, 100);
        var before = _follower.Taken.Count;

        for (var tenth = 1; tenth <= 300; tenth++)
            Print(tenth / 10.0, 100 + tenth);

        _follower.Taken.Skip(before).Should().HaveCount(30);
        Now.Should().BeEquivalentTo(new { Time = Start.AddSeconds(30), LastPrice = 400, LastClose = (double?)null });
        Now.Forming!.High.Should().Be(400);
    }

    [Fact]
    public void Each_beat_of_the_timer_is_told_also_while_the_exchanges_clock_stands()
    {
        for (var i = 0; i < 3; i++)
            Happen(new EngineEvent.TimerFired(Start));

        _follower.Taken.Should().HaveCount(4, "the watchdog is fed by it");
    }

    [Fact]
    public void The_price_is_shown_on_the_beat_from_the_first_close_on()
    {
        for (var second = 0; second < 240; second++)
            Print(second + 0.75, 100);

        _follower.Events.OfType<BotEvent.Ticked>().Select(ticked => (ticked.Time - Start).TotalSeconds)
            .Should().Equal(60.75, 90.75, 120.75, 150.75, 180.75, 210.75);
    }

    [Fact]
    public void The_candles_are_those_the_strategy_saw_and_a_silence_has_flat_ones()
    {
        Candle(minute: 0, 100, 101);
        Print(second: 70, 103); // and nothing for four minutes
        Print(second: 330, 102);
        Happen(new EngineEvent.Elapsed(Start.AddMinutes(7)));
        Happen(new EngineEvent.Elapsed(Start.AddMinutes(9)));

        var told = _follower.Events.OfType<BotEvent.CandleClosed>().Select(closed => closed.Candle);
        told.Should().Equal(_seen.Select(candle => BotCandle.Of(in candle)));
        _seen.Should().HaveCount(9);
        Now.ClosedCandles.Should().Be(9);
    }

    [Fact]
    public void The_strategys_figures_come_with_the_last_of_the_candles_that_close_together()
    {
        Print(second: 10, 100);
        Happen(new EngineEvent.Elapsed(Start.AddMinutes(3)));

        _follower.Events.OfType<BotEvent.CandleClosed>().Select(closed => closed.Figures.Count).Should().Equal(0, 0, 1);
        _follower.Events.OfType<BotEvent.CandleClosed>().Last().Figures[0].Should().Be(new BotFigure("candles", 3));
    }

    [Fact]
    public void The_life_of_a_trade_is_told_in_the_order_in_which_it_happens()
    {
        Fill(Candle(minute: 0, 100, 101)!, 101);
        Fill(Candle(minute: 3, 111, 110)!, 110);

        Kinds.Where(kind => kind is not (nameof(BotEvent.Ticked) or nameof(BotEvent.CandleClosed))).Should().Equal(
            "Began",
            "OrderDecided", "OrderChanged", "OrderChanged", "OrderChanged", "OrderChanged", "OrderFilled", "OrderEnded",
            "TradeOpened",
            "OrderDecided", "OrderChanged", "OrderChanged", "OrderChanged", "OrderChanged", "OrderFilled", "OrderEnded",
            "TradeClosed");
        var closed = _follower.Events.OfType<BotEvent.TradeClosed>().Single().Trade;
        closed.Should().BeEquivalentTo(new
        {
            OpenOrderId = "OFIRST-00001-ABCDEF",
            CloseOrderId = "OFIRST-00002-ABCDEF",
            CloseReason = "the candle fell",
            Profit = _trader.Engine.Ledger.Closed[0].Profit,
        });
        Now.ClosedTrades.Should().Be(new TradeTotals(1, closed.Profit, closed.Fees));
        Now.Cash.Should().Be(100_000 + closed.Profit);
    }

    [Fact]
    public void A_snapshot_stays_as_it_was_whatever_happens_after_it()
    {
        Fill(Candle(minute: 0, 100, 101)!, 101);
        var (open, json) = (Now, FollowerJson.Write(Now));
        open.OpenTrades.Should().ContainSingle().Which.OpenOrderId.Should().Be("OFIRST-00001-ABCDEF");
        open.Orders.Should().BeEmpty();

        Fill(Candle(minute: 3, 111, 110)!, 110);
        Happen(new EngineEvent.OperatorAsked(Start.AddMinutes(5), OperatorCommand.Halt));

        Now.OpenTrades.Should().BeEmpty();
        FollowerJson.Write(open).Should().Be(json);
    }

    [Fact]
    public void A_breaker_is_told_when_it_trips_and_when_new_trades_are_opened_again()
    {
        Happen(new EngineEvent.OperatorAsked(Start, OperatorCommand.Halt));
        Happen(new EngineEvent.OperatorAsked(Start, OperatorCommand.Halt)); // it is stopped already
        Now.Breakers.Should().ContainSingle().Which.Name.Should().Be("operator");
        Happen(new EngineEvent.OperatorAsked(Start, OperatorCommand.Resume));
        Happen(new EngineEvent.OperatorAsked(Start, OperatorCommand.Resume)); // the operator wants an answer

        Kinds.Should().Equal("Began", "BreakerTripped", "BreakerReset", "TradesResumed", "TradesResumed");
        Now.Breakers.Should().BeEmpty();
    }

    [Fact]
    public void What_an_event_took_is_told_once()
    {
        var moment = new EngineEvent.Elapsed(Start);

        _reporter.Report(moment, new LoopTimes(TimeSpan.FromMilliseconds(3), TimeSpan.FromMilliseconds(5)));
        _reporter.Report(moment, default);

        _follower.Events.OfType<BotEvent.LatencyMeasured>().Should().ContainSingle()
            .Which.TickToOrder.Should().Be(TimeSpan.FromMilliseconds(5));
        (Now.Commits, Now.LastCommit).Should().Be((1, TimeSpan.FromMilliseconds(3)));
    }

    [Fact]
    public void A_commit_is_told_at_once()
    {
        var moment = new EngineEvent.Elapsed(Start);
        _reporter.Report(moment, default);

        for (var i = 0; i < 3; i++)
            _reporter.Report(moment, new LoopTimes(TimeSpan.FromMilliseconds(1), TimeSpan.Zero));

        _follower.Taken.TakeLast(3).Select(taken => taken.Now.Commits).Should().Equal(1, 2, 3);
    }

    [Fact]
    public void An_order_that_nobody_knows_of_is_told_with_what_is_asked_for()
    {
        var submit = Candle(minute: 0, 100, 101)!;
        Happen(new EngineEvent.OutcomeUnknown(Start.AddMinutes(1), submit.Id, "timeout"));
        Now.Orders.Should().ContainSingle().Which.State.Should().Be(OrderState.Unknown);

        Happen(new EngineEvent.LookFailed(Start.AddMinutes(2), submit.Id, 1, "no route"));

        _follower.Events.OfType<BotEvent.OrderNotAsked>().Should().Equal(
            new BotEvent.OrderNotAsked(Start.AddMinutes(2), submit.Id, "no route"));
    }

    [Fact]
    public void A_deposit_is_told_and_so_is_a_withdrawal_that_cannot_be()
    {
        var (deposit, withdrawal) = (new Guid(1, 0, 0, new byte[8]), new Guid(2, 0, 0, new byte[8]));

        Happen(new EngineEvent.BudgetChanged(Start, deposit, 12.5m));
        Happen(new EngineEvent.BudgetChanged(Start, withdrawal, -1_000_000));

        _follower.Events.OfType<BotEvent.BudgetChanged>().Should().Equal(
            new BotEvent.BudgetChanged(Start, deposit, 12.5m, 12.5m),
            new BotEvent.BudgetChanged(Start, withdrawal, -1_000_000, 0));
        Kinds.Should().EndWith(["Remarked", "BudgetChanged"]);
        (Now.Budget, Now.Cash).Should().Be((100_012.5m, 100_012.5m));
    }

    [Fact]
    public void Trades_of_earlier_sessions_count_in_a_snapshot_and_are_told_at_the_beginning()
    {
        var (earlier, follower) = (new TradeTotals(12, -3.5m, 1.25m), new RecordingFollower());
        var sources = new BotSources(() => Start);

        FollowedTrader.Reporter(_trader, sources, FollowedTrader.Profile, [follower], earlier: earlier).Begin();

        follower.Events.OfType<BotEvent.Began>().Should().ContainSingle().Which.Earlier.Should().Be(earlier);
        follower.Taken[0].Now.ClosedTrades.Should().Be(earlier);
        follower.Taken[0].Now.Time.Should().Be(Start);
    }

    [Fact]
    public void The_time_never_goes_back()
    {
        Happen(new EngineEvent.TimerFired(Start.AddSeconds(5)));
        Happen(new EngineEvent.TimerFired(Start.AddSeconds(4)));

        Now.Time.Should().Be(Start.AddSeconds(5));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("the disk is full")]
    public void The_end_is_told_with_its_reason(string? reason)
    {
        _reporter.End(reason is null ? null : new IOException(reason));

        _follower.Events.Last().Should().BeOfType<BotEvent.Ended>().Which.Reason.Should().Be(reason);
    }

    private OrderCommand.Submit? Candle(int minute, double open, double close)
    {
        Print(minute * 60, open);
        Print((minute * 60) + 30, close);
        Happen(new EngineEvent.Elapsed(Start.AddMinutes(minute + 1)));
        return _trader.Commands.OfType<OrderCommand.Submit>().SingleOrDefault();
    }

    private void Print(double second, double price) => Happen(
        new EngineEvent.TradePrinted(new Trade(++_trades, Start.AddSeconds(second), price, 1, Side.Buy)));

    private void Fill(OrderCommand.Submit submit, decimal price)
    {
        var (id, volume, at) = ($"OFIRST-{submit.Order.Number:00000}-ABCDEF", submit.Order.Volume, Now.Time);
        Happen(new EngineEvent.OrderAccepted(at, submit.Id, id));
        var fill = new Execution("T1", volume, price, volume * price * 0.0026m, IsMaker: false);
        Happen(new EngineEvent.OrderReported(at.AddSeconds(1), submit.Id, new OrderReport(
            id, ReportedStatus.Filled, volume, volume * price, fill.Fee, Reason: null, fill)));
    }

    private void Happen(EngineEvent happened)
    {
        _trader.Process(happened);
        _reporter.Report(happened, default);
    }

    private sealed class UpAndDown(List<Candle> seen) : IStrategy
    {
        public int WarmUp => 0;

        public IReadOnlyList<Figure> Figures =>
            [new Figure("candles", () => seen.Count), new Figure("none", () => double.NaN)];

        public Signal OnCandleClosed(in Candle candle)
        {
            seen.Add(candle);
            return candle.Close > candle.Open ? Signal.Enter("the candle rose")
                : candle.Close < candle.Open ? Signal.Leave("the candle fell")
                : Signal.None;
        }
    }
}
