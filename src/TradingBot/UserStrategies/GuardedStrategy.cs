using TradingBot.Cli;
using TradingBot.Core.Market;
using TradingBot.Core.Strategies;

namespace TradingBot.UserStrategies;

/// <summary>A user's strategy. What it throws ends the program with its file and line, not with our stack.</summary>
internal sealed class GuardedStrategy : IStrategy
{
    private readonly IStrategy _strategy;
    private readonly string _path;

    public GuardedStrategy(Func<IStrategy> create, string path)
    {
        _path = path;
        try
        {
            _strategy = create();
        }
        catch (Exception failure) when (failure is not SettingException)
        {
            throw new StrategyFileException(StrategyFile.Failed(path, failure));
        }
    }

    public int WarmUp => _strategy.WarmUp;

    public bool NeedsBook => _strategy.NeedsBook;

    public Signal OnCandleClosed(in Candle candle)
    {
        try
        {
            return _strategy.OnCandleClosed(in candle);
        }
        catch (Exception failure)
        {
            throw new UserError(StrategyFile.Failed(_path, failure));
        }
    }
}
