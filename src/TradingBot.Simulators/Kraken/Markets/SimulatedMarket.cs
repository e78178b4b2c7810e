using TradingBot.Core.Market;
using TradingBot.Simulators.Kraken.Notation;
using TradingBot.Simulators.Kraken.Pairs;
using TradingBot.Simulators.Matching;

namespace TradingBot.Simulators.Kraken.Markets;

/// <summary>
/// A pair while the exchange runs: the venue's market, and the history that the public endpoints show.
/// </summary>
internal sealed class SimulatedMarket(KrakenPair pair, VenueMarket market, int tradesKept)
{
    private const int SpreadsKept = 200;
    private readonly List<TapeTrade> _trades = [];
    private readonly List<(long Seconds, decimal Bid, decimal Ask)> _spreads = [];
    private readonly CandleSeries[] _series =
        [.. Intervals.Select(minutes => new CandleSeries(new Timeframe(minutes)))];

    /// <summary>The candles that Kraken has, minutes.</summary>
    public static IReadOnlyList<int> Intervals { get; } = [1, 5, 15, 30, 60, 240, 1440, 10080, 21600];

    public KrakenPair Pair => pair;

    public VenueMarket Market => market;

    public Instrument Instrument => pair.Instrument;

    /// <summary>The newest trades, oldest first.</summary>
    public IReadOnlyList<TapeTrade> Trades => _trades;

    /// <summary>The newest best prices, oldest first; unix seconds, quote currency.</summary>
    public IReadOnlyList<(long Seconds, decimal Bid, decimal Ask)> Spreads => _spreads;

    /// <summary>One-minute candles.</summary>
    public CandleSeries Minutes => _series[0];

    /// <summary>The candles of an interval in minutes; null for one that Kraken does not have.</summary>
    public CandleSeries? Series(int minutes) => _series.FirstOrDefault(series => series.Timeframe.Minutes == minutes);

    public void Add(in TapeTrade trade, decimal bid, decimal ask)
    {
        _trades.Add(trade);
        if (_trades.Count >= tradesKept * 2)
            _trades.RemoveRange(0, _trades.Count - tradesKept);
        var seconds = UnixTime.Seconds(trade.Time);
        foreach (var series in _series)
            series.Add(seconds, trade.Price, trade.Volume);
        if (_spreads.Count == SpreadsKept)
            _spreads.RemoveAt(0);
        _spreads.Add((seconds, bid, ask));
    }

    /// <summary>Begins the intervals that have come without a trade.</summary>
    public void MoveTo(DateTime now)
    {
        foreach (var series in _series)
            series.MoveTo(UnixTime.Seconds(now));
    }
}
