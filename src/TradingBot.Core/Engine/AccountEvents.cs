using TradingBot.Core.Accounts;

namespace TradingBot.Core.Engine;

/// <summary>The audit's doors, one for each of the account's events.</summary>
internal static class AccountEvents
{
    /// <param name="audit">What takes it.</param>
    /// <param name="answer">One of the account's events.</param>
    /// <param name="books">As they are now.</param>
    /// <param name="now">UTC, exchange time.</param>
    public static void Take(this AccountAudit audit, EngineEvent answer, Books books, DateTime now)
    {
        switch (answer)
        {
            case EngineEvent.AccountRead { Number: EngineEvent.AccountRead.AtStart } e:
                audit.Begin(new Holding(e.Base, e.Quote), books, e.Time, now);
                break;
            case EngineEvent.AccountRead e:
                audit.Read(e.Number, new Holding(e.Base, e.Quote), books, now);
                break;
            case EngineEvent.AccountEntriesRead e:
                audit.Read(e.Number, e.Entries, books.LastOrder, now);
                break;
            case EngineEvent.AccountUnread e:
                audit.Fail(e.Number, e.Reason, e.IsFinal, now);
                break;
        }
    }
}
