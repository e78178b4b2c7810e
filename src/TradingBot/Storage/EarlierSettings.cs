using System.Text.Json;
using TradingBot.Bots;
using TradingBot.Core.Accounts;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Orders.Tracking;
using TradingBot.Core.Risk.Breakers;

namespace TradingBot.Storage;

/// <summary>
/// What sessions stored before there were definitions, schema 7 and earlier. Read only; what it does not say of a bot
/// (its feed, for one) a replay does not need.
/// </summary>
internal sealed record EarlierSettings
{
    public required Instrument Instrument { get; init; }

    /// <summary>Minutes.</summary>
    public required int Period { get; init; }

    public required string Strategy { get; init; }

    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    /// <summary>As <c>--volume</c> takes it.</summary>
    public required string Sizing { get; init; }

    public required int MaximumTrades { get; init; }

    public required decimal CostFactor { get; init; }

    public required decimal Cash { get; init; }

    public required long TradeFrom { get; init; }

    public OrderStyle OrderStyle { get; init; }

    /// <summary>Without a meaning where no order rests.</summary>
    public TimeSpan OrderPatience { get; init; } = TimeSpan.MaxValue;

    public ShortTerms? ShortTerms { get; init; }

    public required OrderRules Orders { get; init; }

    public required BreakerLimits Breakers { get; init; }

    /// <summary>True for what is of this form, whether or not it can be read.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static bool Is(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind == JsonValueKind.Object
            && document.RootElement.TryGetProperty("sizing", out _);
    }

    /// <exception cref="JsonException">It is not what it should be.</exception>
    public static SessionSetup Parse(string json, BotIdentity bot) =>
        (JsonSerializer.Deserialize(json, StorageJson.Default.EarlierSettings) ?? throw new JsonException("it is null"))
            .ToSetup(bot);

    private SessionSetup ToSetup(BotIdentity bot) => new(
        new BotDefinition
        {
            Name = bot.Name,
            Venue = bot.Exchange,
            Pair = bot.Pair,
            Mode = bot.IsLive ? TradingMode.Live : TradingMode.Paper,
            Period = Period,
            Strategy = new StrategyChoice(Strategy, Parameters),
            Size = TradeSize.Parse(Sizing),
            Orders = OrderStyle == OrderStyle.Market
                ? OrderTerms.AtTheMarket
                : new OrderTerms(OrderStyle, OrderPatience),
            Short = ShortTerms,
            MaximumTrades = MaximumTrades,
            Breakers = Breakers,
        },
        new RunFacts { Instrument = Instrument, CostFactor = CostFactor, Cash = Cash, TradeFrom = TradeFrom },
        Orders);
}
