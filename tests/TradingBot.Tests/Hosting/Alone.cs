using Microsoft.Extensions.Logging.Abstractions;
using TradingBot.Bots.Orders;
using TradingBot.Exchanges.Feeds;

namespace TradingBot.Tests.Hosting;

/// <summary>A bot that has its account to itself, as most tests have it.</summary>
internal static class Alone
{
    public static AccountMember Member() => new(Account(), "alone", deadMansSwitch: null);

    public static SharedAccount Account() => new(NullLoggerFactory.Instance);

    public static AccountFeed Feed(EngineQueue events, Func<DateTime> now) => new(events, now, _ => false);
}
