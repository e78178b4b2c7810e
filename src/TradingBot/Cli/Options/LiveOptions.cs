using System.CommandLine;
using TradingBot.Bots;
using TradingBot.Configuration;
using TradingBot.Core.Risk.Breakers;
using TradingBot.Exchanges;
using TradingBot.Exchanges.Contract;
using TradingBot.Input;
using TradingBot.Storage;

namespace TradingBot.Cli.Options;

/// <summary>The options of trading a market as it happens, on paper or with real money.</summary>
internal static class LiveOptions
{
    private const string Never = "off";

    public static Option<bool> Live { get; } = new("--live")
    {
        Description = "place real orders with real money (with -x simulator: on its account); needs a key",
    };

    public static TextOption Name { get; } = new(
        "--name", "NAME", "the bot's name, also of its database (default: made of what it trades)")
    {
        Example = "Localbot",
    };

    public static TextOption Storage { get; } = new(
        "--storage", "DIR", $"where bots keep their databases (default {BotDatabase.DefaultDirectory})")
    {
        Example = "/var/lib/tradingbot/bots",
    };

    public static TextOption KeepEvents { get; } = new(
        "--keep-events",
        "AGE",
        "how long a bot's market events are kept for 'TradingBot replay', 1h to 3650d, or all; orders and trades are "
        + "kept for ever",
        $"{BotEnvironment.DefaultDaysOfEvents}d");

    public static TextOption Key { get; } = new(
        "--key",
        "FILE",
        $"{DefaultKey.Name}, two lines: key, secret (default: {string.Join(" and ", DefaultKey.Variables)}, a systemd "
        + $"credential or {DefaultKey.FileName} beside the user's data)")
    {
        Example = "/etc/tradingbot/kraken.key",
    };

    private static SecretKind DefaultKey => Secrets.ApiKeyOf(Venues.Default);

    public static Option<bool> AllowWithdrawalKey { get; } = new("--allow-withdrawal-key")
    {
        Description = "accept an API key that may withdraw funds",
    };

    public static TextOption Tier { get; } = new(
        "--tier", "TIER", "the account's tier, for its rate limits: starter, intermediate or pro", "starter");

    public static TextOption At { get; } = new(
        "--at", "URL", "another Kraken's address, such as 'simulate-kraken' prints: http://127.0.0.1:8080")
    {
        Example = "http://127.0.0.1:8080",
    };

    public static Option<bool> Validate { get; } = new("--validate")
    {
        Description = "have Kraken check each paper order without placing it; needs a key",
    };

    public static Option<bool> DeadMansSwitch { get; } = new("--dead-mans-switch")
    {
        Description = "with --live and resting orders: when the bot falls silent for a minute, Kraken "
            + "cancels ALL open orders of the account, including those of other bots and people",
    };

    public static Option<bool> TradingAgreement { get; } = new("--trading-agreement")
    {
        Description = "send Kraken's trading agreement with each order; some accounts need it, such as those of German "
            + "residents; orders then go by REST",
    };

    public static TextOption MaximumDailyLoss { get; } = Breaker(
        "--max-daily-loss", "RATE", "stop new trades for the day after this loss since midnight UTC, such as 5%");

    public static TextOption MaximumDrawdown { get; } = Breaker(
        "--max-drawdown", "RATE", "stop new trades when equity has fallen this far from its peak, such as 20%");

    public static TextOption MaximumLosses { get; } = Breaker(
        "--max-losses", "COUNT", "stop new trades after this many losing trades in a row");

    public static TextOption MaximumOrderErrors { get; } = Breaker(
        "--max-order-errors", "COUNT", "stop new trades after this many failed orders in 10 minutes", "5");

    public static TextOption MaximumDataAge { get; } = Breaker(
        "--max-data-age", "SECONDS", "no new trades while market data is older than this", "120");

    public static TextOption MaximumPriceJump { get; } = Breaker(
        "--max-price-jump",
        "RATE",
        "stop new trades when the price jumps this far from one trade to the next (with --start: off unless given, and "
        + "from a candle's close to the next one's open)",
        "10%");

    public static TextOption BreakerReset { get; } = Breaker(
        "--breaker-reset", "MINUTES", "trade again this long after a stop (off: only after 'TradingBot resume')");

    public static IEnumerable<Option> All =>
    [
        Live, Name.Option, Storage.Option, KeepEvents.Option, Key.Option, AllowWithdrawalKey, Tier.Option, At.Option,
        Validate, DeadMansSwitch, TradingAgreement, MaximumDailyLoss.Option, MaximumDrawdown.Option,
        MaximumLosses.Option, MaximumOrderErrors.Option, MaximumDataAge.Option, MaximumPriceJump.Option,
        BreakerReset.Option, .. LogOptions.All, .. NotificationOptions.All, .. TelemetryOptions.All,
    ];

    /// <summary>Those that a backtest can have too.</summary>
    public static IEnumerable<Option> OfHistory =>
    [
        MaximumDailyLoss.Option, MaximumDrawdown.Option, MaximumLosses.Option, MaximumPriceJump.Option,
        BreakerReset.Option,
    ];

    /// <summary>Why an option is not for a backtest.</summary>
    public static string WhyNotOnHistory(Option option) =>
        LogOptions.All.Contains(option) ? "a backtest has no log"
        : option == MaximumDataAge.Option ? "the data of a backtest is never late"
        : option == KeepEvents.Option ? "a backtest has no journal"
        : option == MaximumOrderErrors.Option ? "a backtest has no exchange that could fail"
        : "a backtest sends nothing to Kraken";

    /// <summary>Of a backtest: all off, and on which are given.</summary>
    /// <exception cref="UserError">A value is not allowed.</exception>
    public static BreakerLimits BreakersOfHistory(ParseResult parsed) => Breakers(parsed) with
    {
        OrderErrors = null,
        DataAge = null,
        PriceJump = parsed.GetValue(MaximumPriceJump.Option) is null ? null : Breakers(parsed).PriceJump,
    };

    /// <summary>True where no breaker can trip.</summary>
    public static bool AreOff(BreakerLimits limits) => limits with { ResetAfter = null } == BreakerLimits.Off;

    /// <exception cref="UserError">A value is not allowed.</exception>
    public static BreakerLimits Breakers(ParseResult parsed) => new()
    {
        DailyLoss = MaximumDailyLoss.Read(parsed, text => OrOff(text, OptionValues.Share)),
        Drawdown = MaximumDrawdown.Read(parsed, text => OrOff(text, OptionValues.Share)),
        LossesInARow = MaximumLosses.Read(parsed, text => OrOff(text, count => OptionValues.Count(count, 1000))),
        OrderErrors = MaximumOrderErrors.Read(parsed, text => OrOff(text, count => OptionValues.Count(count, 1000))),
        DataAge = MaximumDataAge.Read(parsed, text => OrOff(text, count =>
            TimeSpan.FromSeconds(OptionValues.Count(count, 86_400)))),
        PriceJump = MaximumPriceJump.Read(parsed, text => OrOff(text, rate => (double)OptionValues.Share(rate))),
        ResetAfter = BreakerReset.Read(parsed, text => OrOff(text, count =>
            TimeSpan.FromMinutes(OptionValues.Count(count, 1_000_000)))),
    };

    /// <summary>Age from which on events may be deleted; null: never.</summary>
    /// <exception cref="UserError">The value is not allowed.</exception>
    public static TimeSpan? EventsKept(ParseResult parsed) => KeepEvents.Read(
        parsed,
        text => text.Equals("all", StringComparison.OrdinalIgnoreCase) ? null : (TimeSpan?)OptionValues.Age(text));

    /// <summary>What <c>--tier</c> may say.</summary>
    public static string[] Tiers { get; } = [.. Venues.Default.AccountTiers];

    /// <exception cref="UserError">None of the venues has such a class of accounts.</exception>
    public static string? AccountTier(ParseResult parsed, params IVenue[] venues) => Tier.ReadIfGiven(
        parsed, text => OptionValues.OneOf(text, [.. venues.SelectMany(venue => venue.AccountTiers).Distinct()]));

    private static TextOption Breaker(string name, string value, string help, string otherwise = Never) =>
        new(name, value, help, otherwise);

    private static T? OrOff<T>(string text, Func<string, T> parse)
        where T : struct => text.Equals(Never, StringComparison.OrdinalIgnoreCase) ? null : parse(text);
}
