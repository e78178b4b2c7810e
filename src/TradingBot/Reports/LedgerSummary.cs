using TradingBot.Bots.Followers;
using TradingBot.Input;

namespace TradingBot.Reports;

/// <summary>The ledger in one line, at the last close; there is one.</summary>
internal static class LedgerSummary
{
    public static string Of(BotSnapshot bot)
    {
        var (closed, open) = (bot.ClosedTrades, bot.OpenTrades);
        var fees = closed.Fees + open.Sum(trade => trade.Entry.Fee);
        var trades = closed.Count + open.Count == 0
            ? "no trades yet"
            : $"trades {closed.Count} closed, {open.Count} open, fees {Display.Money(fees)}";
        return $"{trades}, equity {Display.Money(bot.Equity!.Value)} {bot.Bot.Quote} of {Display.Money(bot.Budget)}";
    }
}
