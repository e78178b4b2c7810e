using TradingBot.Core.Backtesting.Statistics;

namespace TradingBot.Core.Backtesting.Portfolios;

/// <summary>
/// Follows the equity of a portfolio from one moment at which candles close to the next, as <see cref="DrawdownWatch"/>
/// follows that of one bot: the last of equal peaks counts, and what the figures are made of is exact.
/// </summary>
internal sealed class PortfolioDrawdown
{
    private Mark _peak;
    private Mark _trough;
    private (Mark Peak, Mark Trough, long End, bool IsRecovered) _deepest;
    private long _sameUntil;

    /// <param name="seconds">Beginning of the run, unix seconds.</param>
    /// <param name="equity">Then, quote currency.</param>
    public PortfolioDrawdown(long seconds, decimal equity)
    {
        _sameUntil = seconds;
        _peak = _trough = new Mark(seconds, (double)equity, equity);
        _deepest = (_peak, _trough, seconds, IsRecovered: true);
    }

    /// <param name="seconds">Unix seconds.</param>
    /// <param name="equity">What all is worth, as a double.</param>
    /// <param name="portfolio">Says it to the last digit.</param>
    public void Add(long seconds, double equity, PortfolioRun portfolio)
    {
        StayAtPeak();
        _sameUntil = seconds;
        if (equity < _trough.Equity)
            _trough = new Mark(seconds, equity, portfolio.Worth());
        else if (equity >= _peak.Equity && !(equity == _peak.Equity && IsAtPeak))
            Recover(new Mark(seconds, equity, portfolio.Worth()));
    }

    /// <summary>The deepest fall; depth 0 where there was none.</summary>
    /// <param name="end">Of the run, unix seconds.</param>
    public Drawdown Deepest(long end)
    {
        StayAtPeak();
        var fall = Deeper((_peak, _trough, end, IsRecovered: false));
        if (Depth(fall.Peak, fall.Trough) == 0)
            return new Drawdown(0, fall.Peak.Seconds, fall.Peak.Seconds, fall.Peak.Seconds, Recovered: true);
        var (peak, trough) = (fall.Peak.Worth, fall.Trough.Worth);
        return new Drawdown(
            (double)((peak - trough) / peak), fall.Peak.Seconds, fall.Trough.Seconds, fall.End, fall.IsRecovered);
    }

    private bool IsAtPeak => _trough.Equity == _peak.Equity;

    private static double Depth(Mark peak, Mark trough) => peak.Equity > 0 ? 1 - trough.Equity / peak.Equity : 0;

    /// <summary>Where the equity has not fallen since a peak, the peak has lasted until now.</summary>
    private void StayAtPeak()
    {
        if (IsAtPeak)
            _peak = _peak with { Seconds = _sameUntil };
    }

    private void Recover(Mark peak)
    {
        _deepest = Deeper((_peak, _trough, peak.Seconds, IsRecovered: true));
        _peak = _trough = peak;
    }

    private (Mark Peak, Mark Trough, long End, bool IsRecovered) Deeper(
        (Mark Peak, Mark Trough, long End, bool IsRecovered) fall) =>
        Depth(fall.Peak, fall.Trough) > Depth(_deepest.Peak, _deepest.Trough) ? fall : _deepest;

    /// <summary>The portfolio at one moment.</summary>
    private readonly record struct Mark(long Seconds, double Equity, decimal Worth);
}
