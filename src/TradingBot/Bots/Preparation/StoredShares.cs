using TradingBot.Bots.Orders;
using TradingBot.Storage;

namespace TradingBot.Bots.Preparation;

/// <summary>What stored bots have of an account, known before the first bot of the process begins.</summary>
internal static class StoredShares
{
    /// <summary>Sets aside what is stored of the bots; a new bot has nothing yet, and one on paper never.</summary>
    /// <param name="account">That they trade on.</param>
    /// <param name="venue">Whose account it is.</param>
    /// <param name="storage">Where their databases are.</param>
    /// <param name="names">Theirs.</param>
    public static void Reserve(SharedAccount account, string venue, string storage, IEnumerable<string> names)
    {
        foreach (var name in names.Where(name => BotDatabase.Exists(storage, name)))
        {
            if (StoredIn(BotDatabase.PathOf(storage, name), venue) is { } share)
                account.Reserve(name, share);
        }
    }

    private static AccountShare? StoredIn(string path, string venue)
    {
        try
        {
            return BotReader.Read(path, reader =>
                reader.Identity is { IsLive: true } bot && bot.Exchange == venue && reader.State() is { } start
                    ? AccountShare.Of(start, cash: 0, bot.Base, bot.Quote)
                    : null);
        }
        catch (Exception)
        {
            return null; // whatever is wrong with it, the bot says when it is to begin, and ends alone
        }
    }
}
