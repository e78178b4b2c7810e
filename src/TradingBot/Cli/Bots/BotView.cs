using TradingBot.Bots.Followers;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Exchanges;
using TradingBot.Storage;

namespace TradingBot.Cli.Bots;

/// <summary>A bot's database in the words of reports.</summary>
internal sealed class BotView
{
    private readonly OrderNames _names = new();

    public BotView(BotReader journal)
    {
        var identity = journal.Identity;
        Instrument = (Venues.Find(identity.Exchange) ?? Venues.Default).Pairs.WithoutRules(identity.Pair) with
        {
            Base = identity.Base,
            Quote = identity.Quote,
        };
        Attempts = journal.Attempts();
        State = journal.State();
        foreach (var attempt in Attempts)
            _names.Learn(attempt);
    }

    /// <summary>For its name and currencies only.</summary>
    public Instrument Instrument { get; }

    /// <summary>By order number, then by attempt.</summary>
    public IReadOnlyList<AttemptRecord> Attempts { get; }

    /// <summary>Null before the first commit.</summary>
    public SessionStart? State { get; }

    public IReadOnlyList<TradeState> OpenTrades => State?.Engine?.Trades ?? [];

    /// <summary>The exchange's id of an order, or ours where it has none.</summary>
    public string OrderId(long number) => _names.Find(number) ?? Reports.OrderId.Simulated(number);
}
