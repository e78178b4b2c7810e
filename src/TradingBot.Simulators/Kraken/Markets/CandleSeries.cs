using TradingBot.Core.Market;

namespace TradingBot.Simulators.Kraken.Markets;

/// <summary>The candles of one interval: the running one and as many committed ones as Kraken keeps.</summary>
internal sealed class CandleSeries(Timeframe timeframe)
{
    /// <summary>Committed rows that REST answers with. Source: REFERENCE 1.5.</summary>
    public const int CommittedRows = 720;
    private const int KeptRows = 1441; // a day of minutes, for the 24-hour figures
    private readonly List<CandleRow> _rows = [];

    public Timeframe Timeframe => timeframe;

    /// <summary>Oldest first; the last one is running.</summary>
    public IReadOnlyList<CandleRow> Rows => _rows;

    public void Add(long unixSeconds, decimal price, decimal volume)
    {
        var open = timeframe.OpenOf(unixSeconds);
        if (_rows.Count == 0)
            _rows.Add(new CandleRow(open, price));
        MoveTo(unixSeconds);
        _rows[^1].Add(price, volume);
    }

    /// <summary>Goes on to the interval of a time; intervals without trades become flat rows.</summary>
    public void MoveTo(long unixSeconds)
    {
        if (_rows.Count == 0)
            return;
        var open = timeframe.OpenOf(unixSeconds);
        while (_rows[^1].OpenSeconds < open)
            _rows.Add(new CandleRow(_rows[^1].OpenSeconds + timeframe.Seconds, _rows[^1].Close));
        if (_rows.Count > KeptRows * 2)
            _rows.RemoveRange(0, _rows.Count - KeptRows);
    }
}
