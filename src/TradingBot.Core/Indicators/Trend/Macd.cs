using System.Runtime.CompilerServices;
using TradingBot.Core.Charts;
using TradingBot.Core.Market;

namespace TradingBot.Core.Indicators;

/// <summary>
/// Moving average convergence/divergence: the fast average minus the slow one, and a signal line, its average.
/// </summary>
public sealed class Macd : IIndicator
{
    private readonly PriceSource _source;
    private readonly ExponentialAverage _fast;
    private readonly ExponentialAverage _slow;
    private readonly ExponentialAverage _signal;
    private int _fastWaits;
    private int _lineWaits;

    /// <param name="fast">Period of the fast average, candles, at least 1.</param>
    /// <param name="slow">Period of the slow average, longer than the fast one.</param>
    /// <param name="signal">Period of the signal line, at least 1.</param>
    /// <param name="source">The price it averages.</param>
    /// <param name="seeding">How the averages begin.</param>
    /// <exception cref="ArgumentOutOfRangeException">A period is too small, or fast is not below slow.</exception>
    public Macd(
        int fast,
        int slow,
        int signal,
        PriceSource source = PriceSource.Close,
        MacdSeeding seeding = MacdSeeding.OwnValues)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(fast, slow);
        _source = source;
        _fast = new ExponentialAverage(fast);
        _slow = new ExponentialAverage(slow);
        _signal = new ExponentialAverage(signal);
        _fastWaits = seeding == MacdSeeding.TaLib ? slow - fast : 0;
        _lineWaits = slow;
        WarmUp = slow + signal - 1;
    }

    public int WarmUp { get; }

    /// <summary>Fast minus slow average, quote currency.</summary>
    public double Line { get; private set; } = double.NaN;

    /// <summary>The average of the line, quote currency.</summary>
    public double Signal => _signal.Value;

    /// <summary>Line minus signal line, quote currency.</summary>
    public double Histogram { get; private set; } = double.NaN;

    public void Add(in Candle candle)
    {
        var price = _source.Of(in candle);
        _slow.Add(price);
        if (_lineWaits > 0)
        {
            Begin(price);
            return;
        }

        _fast.Add(price);
        Update();
    }

    private void Begin(double price)
    {
        if (_fastWaits > 0)
            _fastWaits--;
        else
            _fast.Add(price);
        if (--_lineWaits == 0)
            Update();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Update()
    {
        Line = _fast.Value - _slow.Value;
        _signal.Add(Line);
        Histogram = Line - _signal.Value;
    }
}
