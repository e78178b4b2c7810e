using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Simulation;
using TradingBot.Core.Strategies;
using TradingBot.Core.Trading;

namespace TradingBot.Tests.Engine;

/// <summary>The engine decides the same whether it is given candles, as in a backtest, or trades and a clock, as live.</summary>
public class LiveParityTests
{
    public static TheoryData<string> Names => [.. StrategyCatalog.All.Select(strategy => strategy.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Trades_and_a_clock_lead_to_the_decisions_of_the_candles(string strategy)
    {
        var candles = Backtests.Synthetic(20_000, minutes: 5);

        var fromTrades = DecisionsFromTrades(strategy, candles);

        fromTrades.Should().HaveCountGreaterThan(10);
        fromTrades.Should().Equal(DecisionsFromCandles(strategy, candles));
    }

    [Fact]
    public void An_event_is_the_same_door_as_the_method_it_stands_for()
    {
        var candles = Backtests.Synthetic(5_000, minutes: 5);

        Decisions("macd-cross", candles, (engine, candle) => engine.Process(new EngineEvent.CandleClosed(candle.OpenTime, candle)))
            .Should().Equal(DecisionsFromCandles("macd-cross", candles)).And.NotBeEmpty();
    }

    private static List<string> DecisionsFromCandles(string strategy, Candle[] candles) =>
        Decisions(strategy, candles, (engine, candle) => engine.Process(in candle));

    private static List<string> DecisionsFromTrades(string strategy, Candle[] candles) => Decisions(strategy, candles, (engine, candle) =>
    {
        double[] path = [candle.Open, candle.Low, candle.High, candle.Close];
        for (var i = 0; i < path.Length; i++)
        {
            var time = candle.OpenTime.AddSeconds(i * 60);
            var trade = new Trade(Id: i, time, path[i], candle.Volume / path.Length, Side.Buy);
            engine.Process(new EngineEvent.TradePrinted(trade)).Length.Should().Be(0, "the clock has closed the candle before");
        }

        return engine.Process(new EngineEvent.Elapsed(candle.OpenTime.AddMinutes(5)));
    });

    private delegate ReadOnlySpan<OrderRequest> Feed(TradingEngine engine, Candle candle);

    private static List<string> Decisions(string strategy, Candle[] candles, Feed feed)
    {
        var setup = Backtests.Setup(strategy, minutes: 5);
        var engine = new TradingEngine(setup);
        var exchange = new SimulatedExchange(setup.Instrument, Backtests.Fills(), setup.Cash);
        var decisions = new List<string>();
        foreach (var candle in candles)
        {
            foreach (ref readonly var outcome in exchange.Execute(candle.Open, candle.OpenSeconds))
                engine.Process(new EngineEvent.OrderAnswered(candle.OpenTime, outcome));
            foreach (ref readonly var order in feed(engine, candle))
            {
                exchange.Submit(in order);
                decisions.Add($"{candle.OpenSeconds} {order}");
            }
        }

        return decisions;
    }
}
