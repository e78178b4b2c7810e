using TradingBot.Bots;
using TradingBot.Exchanges.Contract;
using TradingBot.Logging;
using TradingBot.Notifications;
using TradingBot.Telemetry;

namespace TradingBot.Modes;

/// <summary>How the program runs bots on a market as it happens: the account, the clock, and who is told.</summary>
internal sealed record RunOptions
{
    public required BotEnvironment Environment { get; init; }

    /// <summary>Where bots may trade.</summary>
    public VenueList Venues { get; init; } = Exchanges.Venues.Known;

    /// <summary>Seconds of market time in a second, or null: whatever is usual there.</summary>
    public double? Speed { get; init; }

    /// <summary>The file of the API key as the user named it, or null.</summary>
    public string? KeyFile { get; init; }

    /// <summary>Of the account, for its rate limits; null: the venue's first.</summary>
    public string? Tier { get; init; }

    /// <summary>True: each order says that its owner agrees to trade.</summary>
    public bool AgreesToTrading { get; init; }

    /// <summary>How a session logs; to the console only unless told otherwise.</summary>
    public LogSettings Log { get; init; } = new();

    /// <summary>Where notices go, or null.</summary>
    public SlackOptions? Slack { get; init; }

    /// <summary>Where metrics go.</summary>
    public MetricsOptions Metrics { get; init; } = new();

    /// <summary>Where a bot trades; the simulator is one of the default venue.</summary>
    public IVenue VenueOf(BotDefinition bot) =>
        bot.IsSimulated ? Venues.Default : Venues.Find(bot.Venue) ?? Venues.Default;

    /// <summary>A bot's pair, until the exchange says what it really is.</summary>
    public VenuePair PairOf(BotDefinition bot) => new(VenueOf(bot), bot.Pair, IsQualified: false);

    /// <summary>What a bot is called, its database and its log lines with it.</summary>
    public string NameOf(LoadedBot bot) => bot.NameOn(PairOf(bot.Definition).Id.Symbol);
}
