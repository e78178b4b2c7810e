using TradingBot.Bots.Orders;
using TradingBot.Input;
using TradingBot.Storage;

namespace TradingBot.Bots.Preparation;

/// <summary>What stored bots have of an account, known before the first bot of the process begins.</summary>
internal static class StoredShares
{
    /// <summary>Sets aside what is stored of the bots; a new bot has nothing yet, and one on paper never.</summary>
    /// <param name="account">That they trade on.</param>
    /// <param name="storage">Where their databases are.</param>
    /// <param name="names">Theirs.</param>
    public static void Reserve(SharedAccount account, string storage, IEnumerable<string> names)
    {
        foreach (var name in names.Where(name => BotDatabase.Exists(storage, name)))
        {
            if (StoredIn(BotDatabase.PathOf(storage, name)) is { } share)
                account.Reserve(name, share);
        }
    }

    private static AccountShare? StoredIn(string path)
    {
        try
        {
            return BotReader.Read(path, reader =>
                reader is { Identity: { IsLive: true } bot } && reader.State() is { } start
                    ? AccountShare.Of(start, cash: 0, bot.Base, bot.Quote)
                    : null);
        }
        catch (UserError)
        {
            return null; // which the bot itself says when it is to begin
        }
    }
}
