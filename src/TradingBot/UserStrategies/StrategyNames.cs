using TradingBot.Core.Strategies;
using TradingBot.Core.Strategies.Catalog;
using TradingBot.Input;

namespace TradingBot.UserStrategies;

/// <summary>What the name of a strategy means.</summary>
internal static class StrategyNames
{
    /// <summary>A strategy of the catalogue, or of a file.</summary>
    /// <exception cref="UserError">There is no strategy of that name.</exception>
    /// <exception cref="StrategyFileException">The file does not do; the message says where.</exception>
    public static StrategyDefinition Find(string text)
    {
        if (StrategyCatalog.Find(text) is { } known)
            return known;
        if (StrategyFile.IsNamedBy(text))
            return StrategyFile.Load(text);
        var names = string.Join(", ", StrategyCatalog.All.Select(strategy => strategy.Name));
        throw new UserError($"'{text}' is not a strategy; use {names}, or a file, such as ./MyStrategy.cs or .dll");
    }
}
