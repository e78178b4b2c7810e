using TradingBot.Core.Accounts;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Exchanges.Contract.Answers;

namespace TradingBot.Exchanges.Contract.Accounts;

/// <summary>
/// What an API key opens. Reads are retried; what changes something is sent once and never again: an
/// <see cref="Answer{T}.Unknown"/> is settled by asking for our own id. Calls wait for the exchange's rate limits.
/// Nothing is asked about a pair that <see cref="IMarketData.FindAsync"/> has never found: the answer is
/// <see cref="Answer{T}.NotSent"/>.
/// </summary>
public interface IAccount
{
    /// <summary>The connection of those who listen; null before there is one. May be read by any thread.</summary>
    ConnectionState? Connection { get; }

    /// <summary>
    /// Follows orders and fills until cancelled or refused for good. Each who listens runs it: there is one connection,
    /// open while anyone does.
    /// </summary>
    Task RunAsync(CancellationToken cancellation);

    /// <summary>Tells what happens to the account's orders, until disposed of.</summary>
    IDisposable Listen(IAccountListener listener);

    /// <summary>Places an order.</summary>
    /// <returns>The exchange's id of it.</returns>
    /// <exception cref="ArgumentException">The order lacks a figure that it needs.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before anything was sent.</exception>
    Task<Answer<string>> PlaceAsync(NewOrder order, CancellationToken cancellation);

    /// <summary>Has an order checked and not placed.</summary>
    /// <returns>The order in the exchange's words, which may be empty.</returns>
    Task<Answer<string>> ValidateAsync(NewOrder order, CancellationToken cancellation);

    /// <summary>Asks for an order to be cancelled; may be repeated, the second time finds the order gone.</summary>
    /// <returns>Nothing but that it was taken.</returns>
    Task<Answer<string>> CancelAsync(OrderReference order, CancellationToken cancellation);

    /// <summary>Looks for one of our orders where <paramref name="find"/> says.</summary>
    /// <returns>Null: it is not there.</returns>
    Task<Answer<OrderReport?>> FindAsync(OrderCommand.Find find, CancellationToken cancellation);

    /// <summary>Every order that is open, or was open since an instant, whoever placed it.</summary>
    /// <param name="since">UTC.</param>
    /// <param name="cancellation">Ends the reading.</param>
    Task<Answer<AccountOrders>> OrdersAsync(DateTime since, CancellationToken cancellation);

    Task<Answer<PairBalances>> BalancesAsync(Instrument instrument, CancellationToken cancellation);

    /// <summary>What has changed a pair's two balances since an instant.</summary>
    /// <param name="instrument">The pair.</param>
    /// <param name="since">UTC, exclusive.</param>
    /// <param name="cancellation">Ends the reading.</param>
    Task<Answer<AccountChanges>> ChangesAsync(Instrument instrument, DateTime since, CancellationToken cancellation);

    /// <summary>The account's own fee rates for a pair.</summary>
    /// <returns>Null: the answer has none.</returns>
    Task<Answer<FeeTier?>> FeesAsync(Instrument instrument, CancellationToken cancellation);

    /// <summary>What the key may do, as far as the exchange tells.</summary>
    Task<Answer<KeyRights>> RightsAsync(CancellationToken cancellation);

    /// <summary>Tries each right that trading needs and that can be tried without changing anything.</summary>
    Task<IReadOnlyList<TriedRight>> TryRightsAsync(CancellationToken cancellation);

    /// <summary>
    /// The dead man's switch: without another call in time, the exchange cancels every order of the account.
    /// </summary>
    /// <param name="seconds">0 turns it off.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <returns>Nothing but that it was set.</returns>
    Task<Answer<string>> CancelAllAfterAsync(int seconds, CancellationToken cancellation);
}

/// <summary>Takes what happens to an account; called on the receiving thread, quick and never waiting.</summary>
public interface IAccountListener
{
    /// <summary>The exchange shows an order with an id that may be ours.</summary>
    void Reported(Guid clientOrderId, OrderReport report);

    /// <summary>The exchange accepts more or less than before.</summary>
    void ModeChanged(ExchangeMode mode);
}
