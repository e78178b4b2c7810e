using TradingBot.Core.Charts;
using TradingBot.Core.Market;

namespace TradingBot.Core.Indicators;

/// <summary>
/// Volume-weighted average of the typical price since the session began; a session is a day, UTC.
/// </summary>
public sealed class SessionVwap : IIndicator
{
    private const long SessionSeconds = 86_400;
    private long _session = -1;
    private double _money;
    private double _volume;

    /// <summary>Quote currency; NaN as long as nothing was traded in the session.</summary>
    public double Value => _volume == 0 ? double.NaN : _money / _volume;

    public int WarmUp => 1;

    public void Add(in Candle candle)
    {
        var session = candle.OpenSeconds / SessionSeconds;
        if (session != _session)
            (_session, _money, _volume) = (session, 0, 0);
        _money += candle.Typical * candle.Volume;
        _volume += candle.Volume;
    }
}
