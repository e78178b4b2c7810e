using TradingBot.Core.Market;

namespace TradingBot.Core.Charts;

/// <summary>
/// Builds candles of a larger timeframe from those of a smaller one that divides it. The last candle is left out when
/// its interval is not over by the end of what is known: a strategy sees closed candles only.
/// </summary>
public sealed class Resampler : ICandleSource
{
    private readonly ICandleSource _source;
    private readonly Timeframe _to;
    private readonly long _knownUntil;
    private readonly Candle[] _built = new Candle[1024];
    private ReadOnlyMemory<Candle> _rest;
    private Candle _current;
    private bool _started;

    /// <param name="source">Candles of the smaller timeframe.</param>
    /// <param name="from">The smaller timeframe.</param>
    /// <param name="to">The larger one.</param>
    /// <param name="knownUntil">Up to here a missing candle means that nothing traded; unix seconds.</param>
    /// <exception cref="ArgumentException">The larger timeframe is not a multiple of the smaller one.</exception>
    public Resampler(ICandleSource source, Timeframe from, Timeframe to, long knownUntil)
    {
        if (!to.IsMultipleOf(from))
            throw new ArgumentException($"{to} minutes cannot be built from candles of {from} minutes", nameof(to));
        (_source, _to, _knownUntil) = (source, to, knownUntil);
    }

    public ReadOnlyMemory<Candle> Next()
    {
        var count = 0;
        while (count < _built.Length)
        {
            if (_rest.IsEmpty)
                _rest = _source.Next();
            if (_rest.IsEmpty)
            {
                if (IsOver())
                    _built[count++] = _current;
                _started = false;
                break;
            }

            count = Merge(_rest.Span, count);
        }

        return _built.AsMemory(0, count);
    }

    private bool IsOver() => _started && _current.OpenSeconds + _to.Seconds <= _knownUntil;

    private int Merge(ReadOnlySpan<Candle> candles, int count)
    {
        var read = 0;
        while (read < candles.Length && count < _built.Length)
        {
            ref readonly var candle = ref candles[read++];
            var open = _to.OpenOf(candle.OpenSeconds);
            if (_started && open == _current.OpenSeconds)
            {
                _current = _current.Joined(in candle);
            }
            else
            {
                if (_started)
                    _built[count++] = _current;
                _current = new Candle(
                    open, candle.Open, candle.High, candle.Low, candle.Close, candle.Volume, candle.TradeCount);
                _started = true;
            }
        }

        _rest = _rest[read..];
        return count;
    }
}
