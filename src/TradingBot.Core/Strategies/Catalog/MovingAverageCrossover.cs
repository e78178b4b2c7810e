using TradingBot.Core.Charts;
using TradingBot.Core.Indicators;
using TradingBot.Core.Market;

namespace TradingBot.Core.Strategies.Catalog;

/// <summary>MyCryptoBot's crossover: long while the fast average is above the slow one, short else.</summary>
/// <remarks>
/// Decisions: it is in as soon as both are ready, where <see cref="SmaCross"/> waits for them to cross.
/// Equal averages change nothing, where the original would be out.
/// </remarks>
public sealed class MovingAverageCrossover : IStrategy
{
    private readonly ChosenAverage _fast;
    private readonly ChosenAverage _slow;
    private Stance _stance;
    private int _wanted;

    /// <exception cref="SettingException">The fast period is not below the slow one.</exception>
    public MovingAverageCrossover(Chart chart, StrategySettings settings)
    {
        settings.RequireLess("fast", "slow");
        _fast = new ChosenAverage(chart, settings, "fast");
        _slow = new ChosenAverage(chart, settings, "slow");
    }

    public int WarmUp => _slow.WarmUp;

    public Signal OnCandleClosed(in Candle candle)
    {
        if (Cross.SignOf(_fast.Value - _slow.Value, candle.Close) is not 0 and var side)
            _wanted = side;
        const string below = "fast average is below the slow one";
        return _stance.Next(_wanted, "fast average is above the slow one", below, below);
    }
}
