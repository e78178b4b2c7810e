using System.Runtime.CompilerServices;
using TradingBot.Core.Accounts;
using TradingBot.Core.Market;

namespace TradingBot.Core.Backtesting.Statistics;

/// <summary>
/// Follows the equity from one candle's close to the next and remembers its deepest fall. The last of equal peaks
/// counts. At a candle with an open trade it takes one product and a few comparisons, at another hardly anything; what
/// the figures are made of is exact.
/// </summary>
internal sealed class DrawdownWatch
{
    private Mark _peak;
    private Mark _trough;
    private Fall _deepest;
    private long _changes;
    private double _cash;
    private double _held;
    private long _sameUntil;

    /// <param name="seconds">Beginning of the run, unix seconds.</param>
    /// <param name="ledger">As it begins, with nothing open.</param>
    public DrawdownWatch(long seconds, Ledger ledger)
    {
        Refresh(ledger);
        _sameUntil = seconds;
        _peak = _trough = new Mark(seconds, ledger, close: 0, _cash);
        _deepest = new Fall(_peak, _trough, seconds, IsRecovered: true);
    }

    /// <summary>A candle has closed.</summary>
    /// <param name="seconds">Its end, unix seconds.</param>
    /// <param name="ledger">As it is now.</param>
    /// <param name="close">Quote currency.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(long seconds, Ledger ledger, double close)
    {
        if (ledger.Changes == _changes)
        {
            if (_held == 0)
            {
                _sameUntil = seconds;
                return;
            }

            var equity = _cash + _held * close;
            if (equity >= _trough.Equity && equity < _peak.Equity)
                return;
        }

        Follow(seconds, ledger, close);
    }

    /// <summary>Candles have closed, in all of which the account stayed as it is.</summary>
    /// <param name="candles">In their order.</param>
    /// <param name="candleSeconds">Their length.</param>
    /// <param name="ledger">As it is now.</param>
    public void Add(ReadOnlySpan<Candle> candles, int candleSeconds, Ledger ledger)
    {
        if (ledger.Changes == _changes && _held == 0)
        {
            _sameUntil = candles[^1].OpenSeconds + candleSeconds;
            return;
        }

        foreach (ref readonly var candle in candles)
            Add(candle.OpenSeconds + candleSeconds, ledger, candle.Close);
    }

    /// <summary>The deepest fall; depth 0 where there was none.</summary>
    /// <param name="end">Of the run, unix seconds.</param>
    public Drawdown Deepest(long end)
    {
        StayAtPeak();
        var fall = Deeper(new Fall(_peak, _trough, end, IsRecovered: false));
        if (fall.Depth == 0)
            return new Drawdown(0, fall.Peak.Seconds, fall.Peak.Seconds, fall.Peak.Seconds, Recovered: true);
        var (peak, trough) = (fall.Peak.Worth, fall.Trough.Worth);
        return new Drawdown(
            (double)((peak - trough) / peak), fall.Peak.Seconds, fall.Trough.Seconds, fall.End, fall.IsRecovered);
    }

    private void Follow(long seconds, Ledger ledger, double close)
    {
        StayAtPeak();
        if (ledger.Changes != _changes)
            Refresh(ledger);
        _sameUntil = seconds;
        var equity = _cash + _held * close;
        if (equity < _trough.Equity)
            _trough = new Mark(seconds, ledger, close, equity);
        else if (equity >= _peak.Equity)
            Recover(new Mark(seconds, ledger, close, equity));
    }

    /// <summary>Where the equity has not fallen since a peak, the peak has lasted until now.</summary>
    private void StayAtPeak()
    {
        if (_trough.Equity == _peak.Equity)
            _peak.Seconds = _sameUntil;
    }

    private void Recover(Mark peak)
    {
        _deepest = Deeper(new Fall(_peak, _trough, peak.Seconds, IsRecovered: true));
        _peak = _trough = peak;
    }

    private Fall Deeper(Fall fall) => fall.Depth > _deepest.Depth ? fall : _deepest;

    private void Refresh(Ledger ledger) =>
        (_changes, _cash, _held) = (ledger.Changes, (double)ledger.NetCash, (double)ledger.Held);

    /// <summary>The account at one close.</summary>
    private struct Mark(long seconds, Ledger ledger, double close, double equity)
    {
        private readonly decimal _cash = ledger.NetCash;
        private readonly decimal _held = ledger.Held;
        private readonly double _close = close;

        public long Seconds = seconds;

        public readonly double Equity = equity;

        public readonly decimal Worth => _held == 0 ? _cash : _cash + Instrument.Money(_held * (decimal)_close);
    }

    private readonly record struct Fall(Mark Peak, Mark Trough, long End, bool IsRecovered)
    {
        public double Depth => Peak.Equity > 0 ? 1 - (Trough.Equity / Peak.Equity) : 0;
    }
}
