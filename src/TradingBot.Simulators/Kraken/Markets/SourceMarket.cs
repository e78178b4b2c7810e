using TradingBot.Core.Charts;
using TradingBot.Core.Market;
using TradingBot.Simulators.Matching;

namespace TradingBot.Simulators.Kraken.Markets;

/// <summary>Makes a market of its setup.</summary>
internal static class SourceMarket
{
    private const long FirstTradeId = 61_000_001; // XBT/USD had about as many when v2 was recorded

    /// <param name="setup">Pair and candles.</param>
    /// <param name="seed">Of the trades and the book.</param>
    /// <param name="from">Unix seconds at which the market's history begins.</param>
    /// <param name="moves">True: the first candle is moved there. False: candles keep their times; earlier ones are
    /// left out.</param>
    /// <param name="tradesKept">Trades to remember.</param>
    public static SimulatedMarket Create(MarketSetup setup, ulong seed, long from, bool moves, int tradesKept)
    {
        var source = moves ? setup.Candles : new TimeRange(setup.Candles, from, long.MaxValue);
        var first = source.Next();
        var shift = moves && !first.IsEmpty ? from - first.Span[0].OpenSeconds : 0;
        var tape = new MarketTape(
            setup.Pair.Instrument, new Continued(first, source), setup.Timeframe, seed, shift, FirstTradeId);
        var rules = new MarketRules(setup.Pair.Instrument, setup.Pair.MoneyDecimals);
        return new SimulatedMarket(setup.Pair, new VenueMarket(rules, tape, seed), tradesKept);
    }

    /// <summary>A batch already taken, then the rest of its source.</summary>
    private sealed class Continued(ReadOnlyMemory<Candle> first, ICandleSource rest) : ICandleSource
    {
        private ReadOnlyMemory<Candle> _first = first;

        public ReadOnlyMemory<Candle> Next()
        {
            if (_first.IsEmpty)
                return rest.Next();
            var batch = _first;
            _first = default;
            return batch;
        }
    }
}
