using TradingBot.Cli;
using TradingBot.Core.Market;
using TradingBot.Core.Strategies;
using TradingBot.Reports;

namespace TradingBot.UserStrategies;

/// <summary>A user's strategy. What it throws ends the program with its file and line, not with our stack.</summary>
internal sealed class GuardedStrategy : IStrategy
{
    private readonly IStrategy _strategy;
    private readonly string _path;

    public GuardedStrategy(Func<IStrategy> create, string path)
    {
        _path = path;
        StrategyGuard.Begin();
        try
        {
            _strategy = create();
        }
        catch (Exception failure) when (failure is not (SettingException or OperationCanceledException))
        {
            throw new StrategyFileException(StrategyFile.Failed(path, failure));
        }
    }

    public int WarmUp
    {
        get
        {
            StrategyGuard.Begin();
            try
            {
                var candles = _strategy.WarmUp;
                return candles >= 0
                    ? candles
                    : throw new StrategyFileException($"{_path}: WarmUp is {candles}; it must be 0 or more");
            }
            catch (Exception failure) when (failure is not (StrategyFileException or OperationCanceledException))
            {
                throw new StrategyFileException(StrategyFile.Failed(_path, failure));
            }
        }
    }

    public bool NeedsBook => _strategy.NeedsBook;

    public Signal OnCandleClosed(in Candle candle)
    {
        StrategyGuard.Begin();
        try
        {
            return _strategy.OnCandleClosed(in candle);
        }
        catch (StrategyRunawayException endless)
        {
            throw new UserError(
                $"{StrategyFile.Place(_path, endless)}: does not finish the candle of "
                + $"{Text.Time(candle.OpenSeconds)} UTC: {endless.Message}");
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            throw new UserError(StrategyFile.Failed(_path, failure));
        }
    }
}
