using TradingBot.Core.Charts;
using TradingBot.Core.Market;
using TradingBot.Core.Strategies;
using TradingBot.Input;
using TradingBot.UserStrategies;

namespace TradingBot.Bots;

/// <summary>The code that a <see cref="StrategyChoice"/> names, with its parameters.</summary>
internal sealed class LoadedStrategy
{
    /// <summary>
    /// Makes the strategy once, to be asked: whether its parameters agree with each other only it can tell, and what it
    /// needs must be known before there is an engine, which makes the one that trades.
    /// </summary>
    /// <param name="definition">The strategy.</param>
    /// <param name="settings">Its parameters.</param>
    /// <param name="candle">What it will be shown.</param>
    /// <exception cref="SettingException">A parameter contradicts another.</exception>
    public LoadedStrategy(StrategyDefinition definition, StrategySettings settings, Timeframe candle)
    {
        (Definition, Settings) = (definition, settings);
        var asked = definition.Create(new Chart(candle), settings);
        (WarmUp, NeedsBook) = (asked.WarmUp, asked.NeedsBook);
    }

    public StrategyDefinition Definition { get; }

    public StrategySettings Settings { get; }

    /// <summary>Its own name, also where it came from a file.</summary>
    public string Name => Definition.Name;

    /// <summary>Candles the strategy must have seen before its signals mean anything.</summary>
    public int WarmUp { get; }

    /// <summary>True where the strategy looks at the order book.</summary>
    public bool NeedsBook { get; }

    /// <summary>
    /// The same in words, complete: with a file's whole path and with every parameter, so that another working
    /// directory or another default does not change what a stored bot was.
    /// </summary>
    public StrategyChoice Choice => new(Definition.Origin, Settings.Effective.ToDictionary());

    /// <exception cref="UserError">There is no such strategy, or it has other parameters; one line.</exception>
    public static LoadedStrategy Of(StrategyChoice choice, Timeframe candle) =>
        Of(StrategyNames.Find(choice.Name), choice.Parameters, candle);

    /// <summary>With a strategy that may be in no catalogue.</summary>
    /// <exception cref="UserError">It does not have these parameters; one line.</exception>
    public static LoadedStrategy Of(
        StrategyDefinition definition, IReadOnlyDictionary<string, string> parameters, Timeframe candle)
    {
        try
        {
            return new LoadedStrategy(definition, StrategySettings.Of(definition.Parameters, parameters), candle);
        }
        catch (SettingException wrong)
        {
            throw new UserError(wrong.Message);
        }
    }
}
