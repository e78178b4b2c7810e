using TradingBot.Core.Backtesting;
using TradingBot.Core.Charts;
using TradingBot.Core.Market;
using TradingBot.Simulators.Kraken.Pairs;

namespace TradingBot.Simulators.Kraken.Markets;

/// <summary>A pair of the simulator and where its prices come from.</summary>
/// <param name="Pair">Names and rules.</param>
/// <param name="Candles">Rising in time, read as the exchange's time comes to them.</param>
/// <param name="Timeframe">Length of those candles.</param>
public sealed record MarketSetup(KrakenPair Pair, ICandleSource Candles, Timeframe Timeframe)
{
    /// <summary>
    /// A generated market of one-minute candles; XBT/USD with the default seed is that of a backtest.
    /// </summary>
    /// <param name="pair">Any of the pair's names.</param>
    /// <param name="seed">Another seed is another market.</param>
    /// <exception cref="ArgumentException">The simulator does not know the pair.</exception>
    public static MarketSetup Synthetic(string pair, ulong seed = SyntheticMarket.DefaultSeed)
    {
        var known = PairCatalog.Of(pair);
        ICandleSource candles = new SyntheticMarket(seed: seed);
        if (known.SyntheticScale != 1)
            candles = new ScaledCandles(candles, known.SyntheticScale);
        return new MarketSetup(known, candles, new Timeframe(1));
    }
}
