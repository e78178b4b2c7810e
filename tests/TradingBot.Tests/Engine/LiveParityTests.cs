using TradingBot.Core.Accounts;
using TradingBot.Core.Backtesting.Fills;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;

namespace TradingBot.Tests.Engine;

/// <summary>
/// The engine decides the same whether it is given candles, as in a backtest, or trades and a clock, as live.
/// </summary>
public class LiveParityTests
{
    public static TheoryData<string> Names => [.. Backtests.Strategies];

    [Theory]
    [MemberData(nameof(Names))]
    public void Trades_and_a_clock_lead_to_the_decisions_of_the_candles(string strategy)
    {
        var candles = Backtests.Synthetic(20_000, minutes: 5);

        var fromTrades = DecisionsFromTrades(strategy, candles);

        fromTrades.Should().HaveCountGreaterThan(10);
        fromTrades.Should().Equal(DecisionsFromCandles(strategy, candles));
    }

    [Theory]
    [InlineData("momentum")]
    [InlineData("bollinger-bands")]
    public void The_same_holds_where_a_strategy_sells_short(string strategy)
    {
        var candles = Backtests.Synthetic(20_000, minutes: 5);
        var terms = new ShortTerms(Leverage: 2, OpeningRate: 0.0002m, RolloverRate: 0.0002m);

        var fromTrades = DecisionsFromTrades(strategy, candles, terms);

        fromTrades.Where(decision => decision.Contains("Side = Sell") && decision.Contains("Purpose = Open")).Should().HaveCountGreaterThan(10);
        fromTrades.Should().Equal(DecisionsFromCandles(strategy, candles, terms));
    }

    [Fact]
    public void Exit_rules_that_watch_every_price_see_the_trades()
    {
        var engine = new TradingEngine(Backtests.Setup("macd", 5, "exits=intrabar", "stop-loss=1", "take-profit=1"));
        var candles = Backtests.Synthetic(20_000, minutes: 5);
        var withinACandle = 0;
        foreach (var candle in candles)
        {
            foreach (var (price, index) in new[] { candle.Open, candle.Low, candle.High, candle.Close }.Select((p, i) => (p, i)))
            {
                var trade = new Trade(index, candle.OpenTime.AddSeconds(index * 60), price, 1, Side.Buy);
                withinACandle += Fill(engine, engine.Process(in trade), price);
            }

            Fill(engine, engine.Process(candle.OpenTime.AddMinutes(5)), candle.Close);
        }

        withinACandle.Should().BeGreaterThan(10, "stops and targets are hit between two closes");
        engine.Ledger.Closed.Should().OnlyContain(t => t.CloseReason == "stop-loss" || t.CloseReason == "take-profit");
    }

    private static List<string> DecisionsFromCandles(string strategy, Candle[] candles, ShortTerms? terms = null) =>
        Decisions(strategy, candles, terms, (engine, candle) => engine.Process(in candle));

    private static List<string> DecisionsFromTrades(
        string strategy, Candle[] candles, ShortTerms? terms = null) => Decisions(strategy, candles, terms, (engine, candle) =>
    {
        double[] path = [candle.Open, candle.Low, candle.High, candle.Close];
        for (var i = 0; i < path.Length; i++)
        {
            var time = candle.OpenTime.AddSeconds(i * 60);
            var trade = new Trade(Id: i, time, path[i], candle.Volume / path.Length, Side.Buy);
            engine.Process(in trade).Length.Should().Be(0, "the clock has closed the candle before");
        }

        return engine.Process(candle.OpenTime.AddMinutes(5));
    });

    private delegate ReadOnlySpan<OrderRequest> Feed(TradingEngine engine, Candle candle);

    private static List<string> Decisions(string strategy, Candle[] candles, ShortTerms? terms, Feed feed)
    {
        var setup = Backtests.Setup(strategy, minutes: 5, Backtests.Lively(strategy)) with { ShortTerms = terms };
        var engine = new TradingEngine(setup);
        var exchange = new SimulatedExchange(setup.Instrument, Backtests.Fills(), setup.Cash, shortTerms: terms);
        var decisions = new List<string>();
        foreach (var candle in candles)
        {
            while (exchange.Waiting > 0) // what follows from an answer goes out at the same price
            {
                foreach (ref readonly var outcome in exchange.Execute(candle.Open, candle.OpenSeconds))
                {
                    foreach (ref readonly var order in engine.Process(in outcome))
                    {
                        exchange.Submit(in order);
                        decisions.Add($"{candle.OpenSeconds} {order}");
                    }
                }
            }

            foreach (ref readonly var order in feed(engine, candle))
            {
                exchange.Submit(in order);
                decisions.Add($"{candle.OpenSeconds} {order}");
            }
        }

        return decisions;
    }

    private static int Fill(TradingEngine engine, ReadOnlySpan<OrderRequest> orders, double price)
    {
        foreach (var order in orders.ToArray())
        {
            var at = (decimal)price;
            engine.Process(OrderOutcome.Filled(order.Number, new Fill(0, at, order.Volume, at * order.Volume, Fee: 0)));
        }

        return orders.Length;
    }
}
