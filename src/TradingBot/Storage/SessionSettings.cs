using System.Text.Json;
using TradingBot.Core.Accounts;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Orders.Tracking;
using TradingBot.Core.Risk;
using TradingBot.Core.Risk.Breakers;
using TradingBot.Core.Risk.Sizing;
using TradingBot.Core.Strategies;
using TradingBot.Input;
using TradingBot.UserStrategies;

namespace TradingBot.Storage;

/// <summary>All that a session's trader was made from, so that a replay can make the same. No secrets.</summary>
internal sealed record SessionSettings
{
    public required Instrument Instrument { get; init; }

    /// <summary>Minutes.</summary>
    public required int Period { get; init; }

    /// <summary>As <c>--strategy</c> takes it: its name in the catalogue, or its file.</summary>
    public required string Strategy { get; init; }

    /// <summary>Every parameter of it, as text.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    /// <summary>As <c>--volume</c> takes it.</summary>
    public required string Sizing { get; init; }

    public required int MaximumTrades { get; init; }

    /// <summary>What a market order may cost at most, as a multiple of price times volume.</summary>
    public required decimal CostFactor { get; init; }

    /// <summary>Cash at the bot's beginning, quote currency.</summary>
    public required decimal Cash { get; init; }

    /// <summary>Candles that open before this only warm the strategy up; unix seconds.</summary>
    public required long TradeFrom { get; init; }

    public OrderStyle OrderStyle { get; init; }

    /// <summary>How long a limit order rests at one price.</summary>
    public TimeSpan OrderPatience { get; init; } = TimeSpan.MaxValue;

    /// <summary>On what terms it sold short; null: it did not.</summary>
    public ShortTerms? ShortTerms { get; init; }

    public required OrderRules Orders { get; init; }

    public required BreakerLimits Breakers { get; init; }

    public static SessionSettings From(EngineSetup setup, OrderRules orders, BreakerLimits breakers) => new()
    {
        Instrument = setup.Instrument,
        Period = setup.Timeframe.Minutes,
        Strategy = setup.Strategy.Origin,
        Parameters = setup.Settings.Effective.ToDictionary(),
        Sizing = TextOf(setup.Sizing, setup.Instrument),
        MaximumTrades = setup.Limits.MaximumTrades,
        CostFactor = setup.Cost.AtMost(1),
        Cash = setup.Cash,
        TradeFrom = setup.TradeFrom,
        OrderStyle = setup.Placing.Style,
        OrderPatience = setup.Placing.Patience,
        ShortTerms = setup.ShortTerms,
        Orders = orders,
        Breakers = breakers,
    };

    /// <exception cref="UserError">It cannot be read; one line.</exception>
    public static SessionSettings Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, StorageJson.Default.SessionSettings)
                ?? throw new JsonException("it is null");
        }
        catch (JsonException wrong)
        {
            throw new UserError($"the settings of the session cannot be read: {wrong.Message}", ExitCode.Failed);
        }
    }

    public string ToJson() => JsonSerializer.Serialize(this, StorageJson.Default.SessionSettings);

    /// <exception cref="UserError">This program does not know the strategy, or not with these parameters.</exception>
    public EngineSetup ToSetup() => ToSetup(StrategyNames.Find(Strategy));

    /// <summary>With a strategy that is in no catalogue.</summary>
    /// <exception cref="UserError">It does not have these parameters.</exception>
    public EngineSetup ToSetup(StrategyDefinition strategy)
    {
        try
        {
            return new EngineSetup
            {
                Instrument = Instrument,
                Timeframe = new Timeframe(Period),
                Strategy = strategy,
                Settings = StrategySettings.Of(strategy.Parameters, Parameters),
                Sizing = OptionValues.Sizing(Sizing, Instrument),
                Limits = new RiskLimits(MaximumTrades),
                Cost = new MarketOrderCost(feeRate: 0, CostFactor - 1),
                Cash = Cash,
                TradeFrom = TradeFrom,
                Placing = new OrderPlacing(OrderStyle, OrderPatience),
                ShortTerms = ShortTerms,
            };
        }
        catch (SettingException unknown)
        {
            throw new UserError(unknown.Message);
        }
    }

    /// <summary>The number its description begins with, and what the option adds to it.</summary>
    private static string TextOf(ISizing sizing, Instrument instrument)
    {
        var number = sizing.Description.Split(' ')[0];
        return sizing switch
        {
            PercentOfEquity => number + "%",
            QuoteAmount => number + instrument.Quote,
            _ => number,
        };
    }
}
