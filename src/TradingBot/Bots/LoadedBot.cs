using TradingBot.Core.Engine;
using TradingBot.Core.Risk;
using TradingBot.Input;

namespace TradingBot.Bots;

/// <summary>A definition and the code of its strategy: what can be run, live, on paper, on history or again.</summary>
internal sealed record LoadedBot
{
    public LoadedBot(BotDefinition definition, LoadedStrategy strategy) =>
        (Definition, Strategy) = (definition with { Strategy = strategy.Choice }, strategy);

    /// <summary>Its strategy's file and parameters are complete.</summary>
    public BotDefinition Definition { get; }

    public LoadedStrategy Strategy { get; }

    /// <exception cref="UserError">There is no such strategy, or it has other parameters; one line.</exception>
    public static LoadedBot Of(BotDefinition definition) =>
        new(definition, LoadedStrategy.Of(definition.Strategy, definition.Timeframe));

    /// <summary>The bot's name: the user's, or made of what it trades.</summary>
    /// <param name="pair">Its short name.</param>
    public string NameOn(string pair) => Definition.Name
        ?? $"{Definition.Venue}-{Definition.ModeName}-{pair}-{Definition.Period}-{Strategy.Name}";

    /// <summary>The one place in which an engine's setup is made: for sessions, backtests and replays.</summary>
    /// <exception cref="UserError">The size of trades is in another currency than the pair's.</exception>
    public EngineSetup SetupOn(RunFacts facts) => new()
    {
        Instrument = facts.Instrument,
        Timeframe = Definition.Timeframe,
        Strategy = Strategy.Definition,
        Settings = Strategy.Settings,
        Sizing = Definition.Size.On(facts.Instrument),
        Limits = new RiskLimits(Definition.MaximumTrades),
        Placing = Definition.Orders.Placing(Definition.Timeframe),
        ShortTerms = Definition.Short,
        Cost = new MarketOrderCost(feeRate: 0, facts.CostFactor - 1),
        Cash = facts.Cash,
        TradeFrom = facts.TradeFrom,
    };
}
