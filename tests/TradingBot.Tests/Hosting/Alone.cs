using Microsoft.Extensions.Logging.Abstractions;
using TradingBot.Bots.Orders;
using TradingBot.Exchanges.Feeds;

namespace TradingBot.Tests.Hosting;

/// <summary>A bot that has its account to itself, as most tests have it.</summary>
internal static class Alone
{
    public static AccountMember Member() => new(Account(), "alone", deadMansSwitch: null);

    public static SharedAccount Account() => new(NullLoggerFactory.Instance);

    /// <summary>Reserves a bot's share.</summary>
    /// <returns>What the others have of its currencies.</returns>
    public static (decimal Cash, decimal Held) Others(this SharedAccount account, string bot, AccountShare share)
    {
        AccountShare? others = null;
        account.Reserve(bot, share, found => others = found);
        return (others!.Cash, others.Held);
    }

    public static AccountFeed Feed(EngineQueue events, Func<DateTime> now) => new(events, now, _ => false);
}
