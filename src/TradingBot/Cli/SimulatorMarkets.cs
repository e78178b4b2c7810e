using TradingBot.Core.Backtesting;
using TradingBot.Data.Candles;
using TradingBot.Exchanges;
using TradingBot.Exchanges.Contract;
using TradingBot.Input;
using TradingBot.Simulators.Kraken.Markets;
using TradingBot.Simulators.Kraken.Pairs;

namespace TradingBot.Cli;

/// <summary>
/// The markets of the offline Kraken, from the synthetic generator or from stored candles, which stay open.
/// </summary>
internal sealed class SimulatorMarkets : IDisposable
{
    public const string Synthetic = "synthetic";
    private readonly List<CandleFile> _files = [];
    private readonly List<MarketSetup> _setups = [];

    public IReadOnlyList<MarketSetup> Setups => _setups;

    /// <param name="pairs">Names separated by commas.</param>
    /// <param name="data">A candle store's directory, or the word for synthetic markets; null means that word.</param>
    /// <exception cref="UserError">A pair is unknown or has no candles.</exception>
    public static SimulatorMarkets Open(string pairs, string? data)
    {
        var markets = new SimulatorMarkets();
        try
        {
            foreach (var name in pairs.Split(',', StringSplitOptions.TrimEntries))
                markets.Add(PairCatalog.Of(name), data ?? Synthetic);
            return markets;
        }
        catch (Exception wrong) when (wrong is ArgumentException or CandleStoreException or UserError)
        {
            markets.Dispose();
            throw wrong as UserError ?? new UserError(wrong.Message.Split(" (Parameter", 2)[0]);
        }
    }

    public void Dispose() => _files.ForEach(file => file.Dispose());

    private void Add(KrakenPair pair, string data)
    {
        if (data == Synthetic)
        {
            // the first market is that of the backtest's --data synthetic, every other one its own
            _setups.Add(MarketSetup.Synthetic(pair.AltName, SyntheticMarket.DefaultSeed + (ulong)_setups.Count));
            return;
        }

        var store = new CandleStore(data);
        var wanted = new InstrumentId(Venues.Default.Name, pair.AltName);
        var stored = store.List().Where(series => series.Instrument == wanted).ToList(); // rising in interval
        if (stored.Count == 0)
        {
            throw new UserError(
                $"no candles of {pair.AltName} in {store.Directory}; see 'TradingBot history list'", ExitCode.Failed);
        }

        var file = store.Open(stored[0]);
        _files.Add(file);
        file.VerifyAll(); // not when a client asks for them
        _setups.Add(new MarketSetup(pair, file.Read(0, long.MaxValue), stored[0].Timeframe));
    }
}
