namespace TradingBot.Bots;

/// <summary>Where a bot runs, and what it may do with the account there. A bot is this and its definition.</summary>
internal sealed record BotEnvironment
{
    /// <summary>Where the bot's database is.</summary>
    public required string StorageDirectory { get; init; }

    /// <summary>
    /// In days: what went wrong on a Friday night can be replayed on Monday, and a busy pair's journal stays below
    /// 60 MB.
    /// </summary>
    public const int DefaultDaysOfEvents = 3;

    /// <summary>Age from which on the journal's events may be deleted; null: never.</summary>
    public TimeSpan? KeepEvents { get; init; } = TimeSpan.FromDays(DefaultDaysOfEvents);

    /// <summary>Candles to warm up with beside those of the exchange, or null.</summary>
    public string? CandleDirectory { get; init; }

    /// <summary>Another address than the exchange's, or null.</summary>
    public Uri? At { get; init; }

    /// <summary>True: the exchange is asked about each paper order.</summary>
    public bool ValidatesOrders { get; init; }

    /// <summary>True: a key that may withdraw funds is accepted.</summary>
    public bool MayKeyWithdraw { get; init; }

    /// <summary>True: the exchange cancels all orders of the account when this program falls silent.</summary>
    public bool HasDeadMansSwitch { get; init; }
}
