using TradingBot.Core.Engine;
using TradingBot.Core.Orders;
using TradingBot.Storage;

namespace TradingBot.Tests.Storage;

/// <summary>A live bot on XBT/USD that an earlier session has left, for the offline Kraken.</summary>
internal static class HoldingBot
{
    /// <summary>Who it is; its orders' ids follow from it.</summary>
    public static BotIdentity Identity(string name, string venue, DateTime now) => StoredBot.Identity with
    {
        Name = name,
        Mode = "live",
        Exchange = venue,
        Pair = "XBTUSD",
        Base = "XBT",
        Quote = "USD",
        Created = now,
    };

    /// <summary>Writes its database.</summary>
    /// <param name="directory">Where bots are kept.</param>
    /// <param name="bot">Who it is.</param>
    /// <param name="held">In an open trade, base units; 0: there is none.</param>
    /// <param name="orders">Not over yet.</param>
    public static void Store(string directory, BotIdentity bot, decimal held, params AttemptRecord[] orders)
    {
        using var database = BotDatabase.Open(directory, bot);
        var trade = new TradeState(1, new Fill(0, 100, held, 100 * held, 0), "up", 100);
        var start = database.Journal.Begin(bot.Created, "{}") with
        {
            Engine = new EngineState(10_000, 10_000, LastOrder: 1, held == 0 ? [] : [trade]),
            Orders = orders,
        };
        database.Journal.Commit(StoredBot.NewTrader(start));
        database.Journal.End(bot.Created);
    }
}
