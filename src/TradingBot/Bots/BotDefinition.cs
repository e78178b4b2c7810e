using System.Text.Json;
using System.Text.Json.Serialization;
using TradingBot.Core.Accounts;
using TradingBot.Core.Market;
using TradingBot.Core.Risk.Breakers;
using TradingBot.Input;

namespace TradingBot.Bots;

/// <summary>
/// A bot as data: what it trades, by which rule, with which money. It is made by the command line or read from a file,
/// and the journal keeps it. Nothing in it is about the machine that runs it: that is <see cref="BotEnvironment"/>.
/// </summary>
internal sealed record BotDefinition
{
    /// <summary>The venue inside this program: an exchange on this machine, for this run.</summary>
    public const string Simulator = "simulator";

    /// <summary>Becomes a higher one when what was written before would mean something else.</summary>
    public const int CurrentVersion = 1;

    /// <summary>What a bot has on paper by default, quote currency.</summary>
    public const decimal DefaultBalance = 100_000;

    [JsonRequired]
    public int Version { get; init; } = CurrentVersion;

    /// <summary>The bot's name, which is its database's; null: made of what it trades.</summary>
    public string? Name { get; init; }

    /// <summary>The exchange as <c>--exchange</c> names it: <c>kraken</c>, <c>simulator</c>.</summary>
    public required string Venue { get; init; }

    /// <summary>By any of the venue's names, without the venue's own; what it is, the venue says.</summary>
    public required string Pair { get; init; }

    /// <summary>Length of a candle, minutes; in a file also as <c>"1h"</c>.</summary>
    [JsonConverter(typeof(PeriodConverter))]
    public required int Period { get; init; }

    public required StrategyChoice Strategy { get; init; }

    /// <summary>Of a trade.</summary>
    public required TradeSize Size { get; init; }

    public OrderTerms Orders { get; init; } = OrderTerms.AtTheMarket;

    /// <summary>On what terms it may sell short; null: it does not.</summary>
    public ShortTerms? Short { get; init; }

    /// <summary>Trades that may be open at once.</summary>
    public int MaximumTrades { get; init; } = 3;

    /// <summary>When new trades are stopped.</summary>
    public BreakerLimits Breakers { get; init; } = new();

    [JsonConverter(typeof(EnumWordConverter<TradingMode>))]
    public TradingMode Mode { get; init; }

    /// <summary>
    /// Cash at the beginning, quote currency. Null: not given; live it is then what is free in the account, on paper
    /// <see cref="DefaultBalance"/>.
    /// </summary>
    public decimal? Balance { get; init; }

    /// <summary>Of each fill, a fraction; null: the account's own, or the venue's table.</summary>
    public decimal? Fee { get; init; }

    /// <summary>How live prices come.</summary>
    [JsonConverter(typeof(EnumWordConverter<FeedKind>))]
    public FeedKind Feed { get; init; }

    /// <summary>Time between two ticker lines, and between two questions of a feed by REST.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>True on an exchange inside this program.</summary>
    [JsonIgnore]
    public bool IsSimulated => Venue == Simulator;

    /// <summary>True: orders are placed with real money.</summary>
    [JsonIgnore]
    public bool IsLive => Mode == TradingMode.Live;

    /// <summary>The mode in the words of logs, of names and of the journal: <c>live</c> or <c>paper</c>.</summary>
    [JsonIgnore]
    public string ModeName => EnumWords.Of(Mode);

    [JsonIgnore]
    public Timeframe Timeframe => new(Period);

    /// <summary>Reads what <see cref="ToJson"/> writes and what a person does.</summary>
    /// <param name="json">May have comments.</param>
    /// <param name="file">What messages call it.</param>
    /// <exception cref="UserError">A line for each problem: file, property, what is allowed.</exception>
    public static BotDefinition Parse(string json, string file) => new BotFile(file).Parse(json);

    /// <summary>With every property, also those that have their defaults.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, BotJson.Default.BotDefinition);
}
