using TradingBot.Core.Strategies;

namespace TradingBot.Core.Engine;

/// <summary>
/// What a strategy has said to a stretch of candles, asked ahead of the account, which it knows nothing of. To most
/// candles it says nothing, and only the others are kept.
/// </summary>
internal sealed class SignalStretch
{
    private (int Index, Signal Signal)[] _said = new (int, Signal)[64];
    private int _count;
    private int _next;

    /// <summary>How many candles it was asked about: all of the stretch, unless the strategy failed.</summary>
    public int Asked { get; set; }

    /// <summary>Index of the next candle to which it said something; <see cref="Asked"/> where there is none.</summary>
    public int Next => _next < _count ? _said[_next].Index : Asked;

    /// <summary>A new stretch begins.</summary>
    public void Clear() => (_count, _next, Asked) = (0, 0, 0);

    public void Add(int index, in Signal signal)
    {
        if (_count == _said.Length)
            Array.Resize(ref _said, _count * 2);
        _said[_count++] = (index, signal);
    }

    /// <summary>What it said to a candle; to be asked in the order of the candles.</summary>
    public Signal At(int index) => _next < _count && _said[_next].Index == index ? _said[_next++].Signal : Signal.None;
}
