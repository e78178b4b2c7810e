using TradingBot.Core.Charts;
using TradingBot.Core.Market;

namespace TradingBot.Core.Indicators;

/// <summary>
/// Pivot points, the classic ones of the floor traders: levels that stand for a session and are made of high, low and
/// close of the one before.
/// </summary>
/// <remarks>
/// A session that began before the first candle seen is left out: its high and low are not known. One without any
/// candle is passed over.
/// </remarks>
public sealed class PivotPoints : IIndicator
{
    private const int SecondsOfDay = 86_400;
    private readonly PivotSession _session;
    private long _day = -1;
    private long _number = -1;
    private bool _isWhole;
    private double _high;
    private double _low;
    private double _close;
    private double _highBefore;
    private double _lowBefore;

    /// <param name="timeframe">Of the candles.</param>
    /// <param name="session">What the levels stand for.</param>
    public PivotPoints(Timeframe timeframe, PivotSession session = PivotSession.Day)
    {
        _session = session;
        var days = session switch
        {
            PivotSession.Day => 1,
            PivotSession.Week => 7,
            PivotSession.Month => 31,
            _ => throw new ArgumentOutOfRangeException(nameof(session), session, "not a session of pivot points"),
        };
        WarmUp = 2 * ((days * SecondsOfDay + timeframe.Seconds - 1) / timeframe.Seconds);
    }

    /// <summary>Quote currency; NaN before the first session after a whole one, as all levels here.</summary>
    public double Pivot { get; private set; } = double.NaN;

    public double Resistance1 => 2 * Pivot - _lowBefore;

    public double Resistance2 => Pivot + (_highBefore - _lowBefore);

    public double Resistance3 => _highBefore + 2 * (Pivot - _lowBefore);

    public double Support1 => 2 * Pivot - _highBefore;

    public double Support2 => Pivot - (_highBefore - _lowBefore);

    public double Support3 => _lowBefore - 2 * (_highBefore - Pivot);

    /// <summary>
    /// Candles after which there are levels wherever in a session the first was; mostly it takes fewer.
    /// </summary>
    public int WarmUp { get; }

    public void Add(in Candle candle)
    {
        var day = candle.OpenSeconds / SecondsOfDay;
        if (day != _day)
        {
            _day = day;
            if (NumberOf(candle.OpenTime) is var number && number != _number)
                Begin(number, in candle);
        }

        _high = Math.Max(_high, candle.High);
        _low = Math.Min(_low, candle.Low);
        _close = candle.Close;
    }

    private void Begin(long number, in Candle first)
    {
        if (_isWhole)
            (Pivot, _highBefore, _lowBefore) = ((_high + _low + _close) / 3, _high, _low);
        _isWhole = _number >= 0 || NumberOf(first.OpenTime.AddTicks(-1)) != number;
        (_number, _high, _low) = (number, first.High, first.Low);
    }

    private long NumberOf(DateTime time) => _session switch
    {
        PivotSession.Day => time.Ticks / TimeSpan.TicksPerDay,
        PivotSession.Week => time.Ticks / TimeSpan.TicksPerDay / 7, // 0001-01-01 was a Monday
        _ => time.Year * 12 + time.Month,
    };
}
