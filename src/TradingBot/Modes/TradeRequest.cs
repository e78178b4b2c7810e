using TradingBot.Core.Accounts;
using TradingBot.Core.Charts;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Risk.Breakers;
using TradingBot.Core.Risk.Sizing;
using TradingBot.Core.Strategies;
using TradingBot.Kraken.Limits;
using TradingBot.Logging;
using TradingBot.Notifications;
using TradingBot.Storage;
using TradingBot.Telemetry;

namespace TradingBot.Modes;

/// <summary>A checked command line: what to trade, by which rule, with which money; and for a backtest, when.</summary>
internal sealed record TradeRequest
{
    /// <summary>As the user said it; for words.</summary>
    public required string Exchange { get; init; }

    /// <summary>
    /// The pair with its rules. In live trading only a first idea of it where <see cref="PairName"/> is not in our
    /// table; the exchange says what it really is.
    /// </summary>
    public required Instrument Instrument { get; init; }

    /// <summary>The pair as the user named it.</summary>
    public string PairName { get => field ?? Instrument.Symbol; init; }

    public required Timeframe Timeframe { get; init; }

    /// <summary>Time between two ticker lines of live trading.</summary>
    public required TimeSpan Poll { get; init; }

    /// <summary>How live prices come.</summary>
    public required FeedKind Feed { get; init; }

    /// <summary>True: history is traded; false: the market as it happens.</summary>
    public bool IsBacktest { get; init; }

    /// <summary>Seconds of market time in a second, or null: whatever is usual there.</summary>
    public double? Speed { get; init; }

    /// <summary>First moment to trade, unix seconds; 0 without one.</summary>
    public required long Start { get; init; }

    /// <summary>First moment not to trade any more, unix seconds; null: to the end of the data.</summary>
    public required long? End { get; init; }

    public required StrategyDefinition Strategy { get; init; }

    public required StrategySettings Settings { get; init; }

    /// <summary>The candle store's directory, or null for the synthetic market.</summary>
    public required string? DataDirectory { get; init; }

    /// <summary>True: missing candles become flat ones; false: they are left out.</summary>
    public required bool FillGaps { get; init; }

    /// <summary>The size of trades for a pair: only its currencies tell what <c>250USD</c> means.</summary>
    public required Func<Instrument, ISizing> SizingOn { get; init; }

    /// <exception cref="Input.UserError">The size does not fit the pair.</exception>
    public ISizing Sizing => SizingOn(Instrument);

    /// <summary>How orders meet the market.</summary>
    public OrderPlacing Placing { get; init; } = OrderPlacing.AtTheMarket;

    /// <summary>On what terms it may sell short; null: it does not.</summary>
    public ShortTerms? ShortTerms { get; init; }

    /// <summary>Trades that may be open at once.</summary>
    public required int Trades { get; init; }

    /// <summary>Cash at the beginning, quote currency.</summary>
    public required decimal Balance { get; init; }

    public required FeeSchedule Fees { get; init; }

    /// <summary>
    /// True: the user said the fee. False: it is Kraken's table, and an account's own rate is better.
    /// </summary>
    public bool IsFeeGiven { get; init; }

    /// <summary>Fraction of the price.</summary>
    public required decimal Slippage { get; init; }

    /// <summary>Directory for report.json, trades.csv and equity.csv, or null.</summary>
    public string? Output { get; init; }

    /// <summary>The file of the API key as the user named it, or null.</summary>
    public string? KeyFile { get; init; }

    /// <summary>Another address than Kraken's, or null.</summary>
    public Uri? At { get; init; }

    /// <summary>Of the account, for its rate limits.</summary>
    public AccountTier Tier { get; init; } = AccountTier.Starter;

    /// <summary>True: a key that may withdraw funds is accepted.</summary>
    public bool MayKeyWithdraw { get; init; }

    /// <summary>True: orders are placed with real money.</summary>
    public bool IsLive { get; init; }

    /// <summary>True: Kraken cancels all orders of the account when this program falls silent.</summary>
    public bool HasDeadMansSwitch { get; init; }

    /// <summary>True: each order says that its owner agrees to trade.</summary>
    public bool AgreesToTrading { get; init; }

    /// <summary>True: the user said the balance. False: live, it is what the account has.</summary>
    public bool IsBalanceGiven { get; init; }

    /// <summary>Where the bot's database is.</summary>
    public string StorageDirectory { get; init; } = BotDatabase.DefaultDirectory;

    /// <summary>The bot's name, which is its database's; null: made of what it trades.</summary>
    public string? BotName { get; init; }

    /// <summary>When new trades are stopped.</summary>
    public BreakerLimits Breakers { get; init; } = new();

    /// <summary>How a session logs; to the console only unless told otherwise.</summary>
    public LogSettings Log { get; init; } = new();

    /// <summary>Where notices go, or null.</summary>
    public SlackOptions? Slack { get; init; }

    /// <summary>Where metrics go.</summary>
    public MetricsOptions Metrics { get; init; } = new();

    /// <summary>True: Kraken is asked about each paper order.</summary>
    public bool Validates { get; init; }

    /// <summary>Candles the strategy must have seen before its signals mean anything.</summary>
    public int WarmUp => Strategy.Create(new Chart(Timeframe), Settings).WarmUp;

    /// <summary>True where the strategy looks at the order book.</summary>
    public bool NeedsBook => Strategy.Create(new Chart(Timeframe), Settings).NeedsBook;

    /// <summary>True: the ledger is printed as it grows.</summary>
    public required bool Verbose { get; init; }

    /// <summary>The bot's name: the user's, or made of what it trades.</summary>
    /// <param name="pair">Its short name.</param>
    public string NameOn(string pair) =>
        BotName ?? $"{Exchange}-{(IsLive ? "live" : "paper")}-{pair}-{Timeframe}-{Strategy.Name}";
}
