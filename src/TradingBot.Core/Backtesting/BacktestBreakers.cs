using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Risk.Breakers;

namespace TradingBot.Core.Backtesting;

/// <summary>
/// The breakers of a backtest: the panel of live trading, which looks whenever a candle shows something new. A price
/// jump is one from a candle's close to the open of the next one that traded: these two trades followed each other,
/// while the steps within a candle are not known.
/// </summary>
internal sealed class BacktestBreakers
{
    private readonly BreakerPanel _panel;
    private readonly BreakerWatch _watch;
    private readonly TradingEngine _engine;
    private readonly int _seconds;
    private readonly HashSet<TrippedBreaker> _known = [];
    private readonly List<TrippedBreaker> _trips = [];
    private long _version;

    /// <param name="limits">When new trades are stopped.</param>
    /// <param name="engine">Is halted while a breaker has tripped.</param>
    /// <param name="setup">What is traded, in which candles.</param>
    public BacktestBreakers(BreakerLimits limits, TradingEngine engine, EngineSetup setup)
    {
        (_panel, _engine, _seconds) = (new BreakerPanel(limits), engine, setup.Timeframe.Seconds);
        _watch = new BreakerWatch(_panel, engine, setup.Instrument);
    }

    /// <summary>Every time one tripped, in their order.</summary>
    public IReadOnlyList<TrippedBreaker> Trips => _trips;

    /// <summary>What was decided before has met the candle's open.</summary>
    public void Opened(in Candle candle)
    {
        if (candle.IsTraded)
            _panel.PriceIs(candle.Open);
        Look(candle.OpenSeconds);
    }

    /// <summary>All has happened in the candle but its close: as live, the decision at it knows of that.</summary>
    public void Closing(in Candle candle) => Look(candle.OpenSeconds + _seconds - 1);

    /// <summary>The candle has closed, and the strategy has decided.</summary>
    public void Closed(in Candle candle)
    {
        _panel.PriceCameTo(candle.Close);
        Look(candle.OpenSeconds + _seconds);
    }

    private void Look(long seconds)
    {
        _watch.Advance(DateTime.UnixEpoch.AddSeconds(seconds));
        _engine.IsHalted = _panel.IsTripped;
        if (_panel.Version == _version)
            return;
        _version = _panel.Version;
        foreach (var tripped in _panel.Tripped)
        {
            if (_known.Add(tripped))
                _trips.Add(tripped);
        }
    }
}
