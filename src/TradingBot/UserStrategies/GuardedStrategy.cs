using TradingBot.Core.Market;
using TradingBot.Core.Strategies;
using TradingBot.Input;

namespace TradingBot.UserStrategies;

/// <summary>A user's strategy. What it throws ends the program with its file and line, not with our stack.</summary>
internal sealed class GuardedStrategy : IStrategy
{
    private static volatile GuardedStrategy? Running;

    private readonly IStrategy _strategy;
    private readonly string _path;
    private long _candle;

    public GuardedStrategy(Func<IStrategy> create, string path)
    {
        _path = path;
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

    /// <summary>
    /// The strategy of the program that is at work, in whichever thread, and the open of its candle in unix seconds, 0
    /// where there is none; null between candles.
    /// </summary>
    internal static (string Path, long Candle)? AtWork =>
        Running is { } strategy ? (strategy._path, Volatile.Read(ref strategy._candle)) : null;

    public Signal OnCandleClosed(in Candle candle)
    {
        StrategyGuard.Begin();
        _candle = candle.OpenSeconds;
        Running = this;
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
                $"{StrategyFile.Place(_path, endless)}: does not finish the candle of "
                + $"{Display.Time(candle.OpenSeconds)} UTC: {endless.Message}");
        }
        catch (Exception failure)
        {
            throw new UserError(StrategyFile.Failed(_path, failure));
        }
        finally
        {
            Running = null;
        }
    }

    private T Ask<T>(Func<T> question, bool mayRefuseSettings = false)
    {
        StrategyGuard.Begin();
        Running = this;
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
            Running = null;
        }
    }
}
