using TradingBot.Core.Accounts;
using TradingBot.Core.Backtesting.Fills;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;

namespace TradingBot.Tests.Hosting;

/// <summary>
/// One market, given to a backtest as candles and to the daemon as an exchange behind HTTP and sockets: the same
/// decisions on the same candles.
/// </summary>
public class SocketParityTests
{
    private const int RestCandles = 720;
    private const int Needed = RestCandles + 2; // more than REST has: the strategy is not ready at once

    [Fact]
    public async Task The_daemon_over_sockets_decides_what_the_backtest_decides_on_the_candles_of_the_whole_tape()
    {
        await using var live = await SimulatedSession.StartAsync(record => Swings.Of(Needed, record));

        await live.RunUntilAsync(session => session.Decisions.Count >= 12);

        var first = live.Candles[RestCandles].OpenSeconds;
        var tape = TapeCandles.Of(live.Kraken, first).Take(live.Candles.Count - RestCandles);
        var candles = live.Candles.Take(RestCandles).Concat(tape).ToArray();
        var decisions = Decisions(live.Prepared!.Setup, candles, first + (Needed - RestCandles - 1) * 60L);
        live.Decisions.Should().HaveCountGreaterThanOrEqualTo(12).And.Equal(decisions);
        decisions.Should().Contain(line => line.Contains("Buying")).And.Contain(line => line.Contains("Selling"));
        live.Lines.Should().Contain(line => line.StartsWith("The strategy needs 722 candles and warms up for 2 more: no trade"));
    }

    private static List<string> Decisions(EngineSetup setup, Candle[] candles, long tradeFrom)
    {
        var engine = new TradingEngine(setup with { TradeFrom = tradeFrom, IsWatched = false });
        var fills = new FillModel(0, FeeSchedule.Flat(0.008m)); // the account's own
        var exchange = new SimulatedExchange(setup.Instrument, fills, setup.Cash);
        var decisions = new List<string>();
        foreach (var candle in candles)
        {
            foreach (ref readonly var outcome in exchange.Execute(candle.Open, candle.OpenSeconds))
                engine.Process(in outcome);
            foreach (ref readonly var order in engine.Process(in candle))
            {
                exchange.Submit(in order);
                var side = order.Side == Side.Buy ? "Buying" : "Selling";
                decisions.Add(FormattableString.Invariant(
                    $"{candle.OpenSeconds} {side} {order.Volume} at the market, last close {order.Intent.Price}: {order.Intent.Reason}"));
            }
        }

        return decisions;
    }
}
