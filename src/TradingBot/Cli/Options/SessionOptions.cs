using System.CommandLine;
using TradingBot.Bots;
using TradingBot.Data.Candles;
using TradingBot.Exchanges.Contract;
using TradingBot.Input;
using TradingBot.Modes;
using TradingBot.Storage;

namespace TradingBot.Cli.Options;

/// <summary>How the program runs bots on a market as it happens: what no bot's definition says.</summary>
internal static class SessionOptions
{
    public static IEnumerable<Option> All =>
    [
        TradeOptions.Data.Option, LiveOptions.Storage.Option, LiveOptions.KeepEvents.Option, LiveOptions.Key.Option,
        LiveOptions.AllowWithdrawalKey, LiveOptions.Tier.Option, LiveOptions.At.Option, TradeOptions.Speed.Option,
        LiveOptions.Validate, LiveOptions.DeadMansSwitch, LiveOptions.TradingAgreement, .. LogOptions.All,
        .. NotificationOptions.All, .. TelemetryOptions.All,
    ];

    /// <param name="parsed">The command line.</param>
    /// <param name="venues">Those there are.</param>
    /// <param name="used">Those that may be traded on: whose classes of accounts are allowed.</param>
    /// <exception cref="UserError">A value is not allowed.</exception>
    public static RunOptions Read(ParseResult parsed, VenueList venues, params IVenue[] used) => new()
    {
        Venues = venues,
        Environment = new BotEnvironment
        {
            StorageDirectory = LiveOptions.Storage.ReadIfGiven(parsed, OptionValues.NotEmpty)
                ?? BotDatabase.DefaultDirectory,
            KeepEvents = LiveOptions.EventsKept(parsed),
            CandleDirectory = DataDirectory(parsed),
            At = LiveOptions.At.Read(parsed, text => text.Length == 0 ? null : OptionValues.Address(text)),
            ValidatesOrders = parsed.GetValue(LiveOptions.Validate),
            MayKeyWithdraw = parsed.GetValue(LiveOptions.AllowWithdrawalKey),
            HasDeadMansSwitch = parsed.GetValue(LiveOptions.DeadMansSwitch),
        },
        Speed = TradeOptions.Speed.ReadIfGiven(parsed, OptionValues.Speed),
        KeyFile = parsed.GetValue(LiveOptions.Key.Option),
        Tier = LiveOptions.AccountTier(parsed, used),
        AgreesToTrading = parsed.GetValue(LiveOptions.TradingAgreement),
        Log = LogOptions.Settings(parsed),
        Slack = NotificationOptions.Read(parsed),
        Metrics = TelemetryOptions.Read(parsed),
    };

    /// <summary>Where candles are; null: the synthetic market, or a recording.</summary>
    /// <exception cref="UserError">The value is not allowed.</exception>
    public static string? DataDirectory(ParseResult parsed) =>
        TradeOptions.Data.ReadIfGiven(parsed, text => IsOfCandles(text) ? OptionValues.NotEmpty(text) : "") switch
        {
            null => CandleStore.DefaultDirectory,
            "" => null,
            var text => text,
        };

    private static bool IsOfCandles(string text) =>
        !text.Equals(TradeOptions.Synthetic, StringComparison.OrdinalIgnoreCase)
        && RecordedOptions.DirectoryOf(text) is null;
}
