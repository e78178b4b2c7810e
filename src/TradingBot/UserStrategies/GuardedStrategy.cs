using TradingBot.Core.Market;
using TradingBot.Core.Strategies;
using TradingBot.Input;

namespace TradingBot.UserStrategies;

/// <summary>A user's strategy. What it throws ends the bot with its file and line, not with our stack.</summary>
internal sealed class GuardedStrategy : IStrategy
{
    private readonly IStrategy _strategy;
    private readonly string _path;
    private readonly StrategyWork _work;

    /// <param name="create">Makes the user's.</param>
    /// <param name="work">Told when it is at work.</param>
    public GuardedStrategy(Func<IStrategy> create, StrategyWork work)
    {
        (_path, _work) = (work.Path, work);
        _strategy = Ask(create, mayRefuseSettings: true);
    }

    public int WarmUp
    {
        get
        {
            var candles = Ask(() => _strategy.WarmUp);
            return candles >= 0
                ? candles
                : throw new StrategyFileException($"{_path}: WarmUp is {candles}; it must be 0 or more");
        }
    }

    public bool NeedsBook => Ask(() => _strategy.NeedsBook);

    public Signal OnCandleClosed(in Candle candle)
    {
        StrategyGuard.Begin();
        _work.Begin(candle.OpenSeconds);
        try
        {
            return _strategy.OnCandleClosed(in candle);
        }
        catch (Exception) when (StrategyGuard.Ended is OperationCanceledException told)
        {
            throw new OperationCanceledException(told.CancellationToken);
        }
        catch (Exception) when (StrategyGuard.Ended is StrategyRunawayException endless)
        {
            throw new UserError(
                $"{StrategyFile.Place(_path, endless)}: did not finish the candle of "
                + $"{Display.Time(candle.OpenSeconds)} UTC: {endless.Message}");
        }
        catch (Exception failure)
        {
            throw new UserError(StrategyFile.Failed(_path, failure));
        }
        finally
        {
            _work.End();
        }
    }

    private T Ask<T>(Func<T> question, bool mayRefuseSettings = false)
    {
        StrategyGuard.Begin();
        _work.Begin();
        try
        {
            return question();
        }
        catch (SettingException) when (mayRefuseSettings && StrategyGuard.Ended is null)
        {
            throw;
        }
        catch (Exception failure)
        {
            throw new StrategyFileException(StrategyFile.Failed(_path, failure));
        }
        finally
        {
            _work.End();
        }
    }
}
