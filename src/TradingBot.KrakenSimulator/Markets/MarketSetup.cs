using TradingBot.Core.Charts;
using TradingBot.Core.Market;
using TradingBot.Core.Simulation;
using TradingBot.KrakenSimulator.Pairs;

namespace TradingBot.KrakenSimulator.Markets;

/// <summary>A pair of the simulator and where its prices come from.</summary>
/// <param name="Pair">Names and rules.</param>
/// <param name="Candles">Rising in time, read as the exchange's time comes to them.</param>
/// <param name="Timeframe">Length of those candles.</param>
public sealed record MarketSetup(KrakenPair Pair, ICandleSource Candles, Timeframe Timeframe)
{
    /// <summary>A made-up market of one-minute candles.</summary>
    /// <param name="pair">Any of the pair's names.</param>
    /// <param name="seed">Another seed is another market.</param>
    /// <param name="scale">What the prices of the synthetic bitcoin are multiplied by.</param>
    /// <exception cref="ArgumentException">The simulator does not know the pair.</exception>
    public static MarketSetup Synthetic(string pair, ulong seed = SyntheticMarket.DefaultSeed, double scale = 1)
    {
        ICandleSource candles = new SyntheticMarket(seed: seed);
        return new MarketSetup(
            PairCatalog.Of(pair), scale == 1 ? candles : new ScaledCandles(candles, scale), new Timeframe(1));
    }
}
