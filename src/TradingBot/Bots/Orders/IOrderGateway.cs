using TradingBot.Core.Accounts;
using TradingBot.Core.Orders;

namespace TradingBot.Bots.Orders;

/// <summary>Carries commands to an exchange, real or on paper; what comes of them comes back as events.</summary>
internal interface IOrderGateway
{
    /// <summary>Starts it and returns at once; called on the trading loop.</summary>
    void CarryOut(OrderCommand command);

    /// <summary>Asks about the account and returns at once; called on the trading loop.</summary>
    void Ask(AccountQuestion question);

    /// <summary>The bot was given money, or below 0 has given some back; a real account has its own.</summary>
    /// <param name="amount">Quote currency.</param>
    void ChangeBudget(decimal amount)
    {
    }

    /// <summary>
    /// The bot ends while the program goes on: what it lets rest is cancelled where nothing else would see to that.
    /// </summary>
    /// <param name="unsettled">Its orders that are not over.</param>
    /// <param name="cancellation">The program ends after all.</param>
    Task LeaveAsync(IEnumerable<AttemptRecord> unsettled, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Time has moved on: does what waited for it; called on the trading loop after every event.</summary>
    /// <param name="isResting">True while an order of ours may rest in a market that trades.</param>
    void Advance(bool isResting);
}
