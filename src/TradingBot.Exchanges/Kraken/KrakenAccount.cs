using Microsoft.Extensions.Logging;
using TradingBot.Core.Accounts;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Exchanges.Connections;
using TradingBot.Exchanges.Contract.Accounts;
using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Exchanges.Kraken.Limits;
using TradingBot.Exchanges.Kraken.Notation;
using TradingBot.Exchanges.Kraken.Rest;
using TradingBot.Exchanges.Kraken.Sockets;
using TradingBot.Exchanges.Kraken.Sockets.Wire;

namespace TradingBot.Exchanges.Kraken;

/// <summary>
/// An account at Kraken. An order goes by WebSocket; by REST only where, with proof, nothing was sent, or where it has
/// to say what only REST can. Nothing is ever sent twice.
/// </summary>
internal sealed class KrakenAccount : IAccount
{
    /// <summary>How long an answer on the WebSocket is waited for; after it the outcome is unknown.</summary>
    public static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(5);

    private readonly AccountRest _reader;
    private readonly OrderRest _orders;
    private readonly TradingAllowance _allowance;
    private readonly ListedPairs _pairs;
    private readonly KrakenOrderSearch _search;
    private readonly KrakenLedger _ledger;
    private readonly Lazy<KrakenAccountStream> _stream;
    private readonly SharedRun _following;

    /// <param name="reader">Searches for orders.</param>
    /// <param name="orders">Places orders by REST.</param>
    /// <param name="allowance">How many orders may still be sent.</param>
    /// <param name="pairs">Those that have been looked up.</param>
    /// <param name="connect">
    /// Makes the private connection that hands its messages to the given receiver, once somebody listens.
    /// </param>
    /// <param name="log">Changes of state.</param>
    public KrakenAccount(
        AccountRest reader,
        OrderRest orders,
        TradingAllowance allowance,
        ListedPairs pairs,
        Func<Action<SocketMessage>, KrakenSocket> connect,
        ILogger<KrakenAccount> log)
    {
        (_reader, _orders, _allowance, _pairs) = (reader, orders, allowance, pairs);
        _ledger = new KrakenLedger(reader);
        _search = new KrakenOrderSearch(reader, pairs, _ledger);
        _stream = new(() => new KrakenAccountStream(allowance, connect, log));
        _following = new SharedRun(cancellation => _stream.Value.RunAsync(cancellation));
    }

    public ConnectionState? Connection => _stream.IsValueCreated ? _stream.Value.Socket.State : null;

    public Task RunAsync(CancellationToken cancellation) => _following.RunAsync(cancellation);

    public IDisposable Listen(IAccountListener listener) => _stream.Value.Listen(listener);

    public async Task<Answer<string>> PlaceAsync(NewOrder order, CancellationToken cancellation)
    {
        order.Check();
        return await _pairs.AskAsync(
            order.Instrument, pair => PlaceAsync(new KrakenOrder(pair.Names, order), cancellation))
            .ConfigureAwait(false);
    }

    private async Task<Answer<string>> PlaceAsync(KrakenOrder kraken, CancellationToken cancellation)
    {
        if (!_orders.AgreesToTrading && BySocket is { } socket)
        {
            var answer = await socket.AddOrderAsync(kraken, cancellation).ConfigureAwait(false);
            if (answer is not Answer<Acknowledgement>.NotSent)
                return answer.Map(placed => placed.Result?.OrderId ?? "");
        }

        return (await _orders.AddOrderAsync(kraken, cancellation).ConfigureAwait(false))
            .Map(placed => placed.OrderIds[0]);
    }

    public async Task<Answer<string>> ValidateAsync(NewOrder order, CancellationToken cancellation)
    {
        order.Check();
        return (await _pairs.AskAsync(order.Instrument, pair => _orders.AddOrderAsync(
            new KrakenOrder(pair.Names, order, IsValidatedOnly: true), cancellation)).ConfigureAwait(false))
            .Map(checkedOrder => checkedOrder.Description.Order ?? "");
    }

    public Task<Answer<string>> CancelAsync(OrderReference order, CancellationToken cancellation) =>
        _pairs.AskAsync(order.Instrument, pair => CancelAsync(pair.Names, order, cancellation));

    private async Task<Answer<string>> CancelAsync(
        PairNames pair, OrderReference order, CancellationToken cancellation)
    {
        if (BySocket is { } socket)
        {
            var answer = await socket.CancelOrderAsync(pair, order, cancellation).ConfigureAwait(false);
            if (answer is not Answer<Acknowledgement>.NotSent)
                return answer.Map(_ => "");
        }

        return (await _orders.CancelOrderAsync(pair, order, cancellation).ConfigureAwait(false)).Map(_ => "");
    }

    public Task<Answer<OrderReport?>> FindAsync(OrderCommand.Find find, CancellationToken cancellation) =>
        _search.FindAsync(find, cancellation);

    public Task<Answer<AccountOrders>> OrdersAsync(DateTime since, CancellationToken cancellation) =>
        _search.SinceAsync(since, cancellation);

    public Task<Answer<PairBalances>> BalancesAsync(Instrument instrument, CancellationToken cancellation) =>
        _pairs.AskAsync(instrument, pair => BalancesAsync(pair, cancellation));

    private async Task<Answer<PairBalances>> BalancesAsync(KrakenPair pair, CancellationToken cancellation)
    {
        var answer = await _reader.BalanceExAsync(cancellation).ConfigureAwait(false);
        return answer.Map(balances =>
        {
            var quote = balances.GetValueOrDefault(pair.QuoteId);
            return new PairBalances(
                balances.GetValueOrDefault(pair.BaseId)?.Balance ?? 0, quote?.Balance ?? 0, quote?.Available ?? 0);
        });
    }

    public Task<Answer<AccountChanges>> ChangesAsync(
        Instrument instrument, DateTime since, CancellationToken cancellation) =>
        _pairs.AskAsync(instrument, pair => _ledger.ChangesAsync(pair, since, cancellation));

    public Task<Answer<FeeTier?>> FeesAsync(Instrument instrument, CancellationToken cancellation) =>
        _pairs.AskAsync(instrument, async pair =>
            (await _reader.TradeVolumeAsync(pair.Names.Id, cancellation).ConfigureAwait(false))
                .Map(volume => volume.FeesOf(pair.Names.Id)));

    public async Task<Answer<KeyRights>> RightsAsync(CancellationToken cancellation) =>
        (await _reader.KeyInfoAsync(cancellation).ConfigureAwait(false)).Map(info => new KeyRights(info.MayWithdraw));

    public async Task<IReadOnlyList<TriedRight>> TryRightsAsync(CancellationToken cancellation) =>
    [
        Tried("query funds", await _reader.BalanceExAsync(cancellation).ConfigureAwait(false)),
        Tried("query open orders", await _reader.OpenOrdersAsync(null, cancellation).ConfigureAwait(false)),
        Tried("access WebSockets", await _reader.WebSocketsTokenAsync(cancellation).ConfigureAwait(false)),
    ];

    public async Task<Answer<string>> CancelAllAfterAsync(int seconds, CancellationToken cancellation) =>
        (await _orders.CancelAllOrdersAfterAsync(seconds, cancellation).ConfigureAwait(false)).Map(_ => "");

    /// <summary>Null while nobody listens: then there is no private connection.</summary>
    private OrderSocket? BySocket => _stream.IsValueCreated
        ? new OrderSocket(_stream.Value.Socket, _allowance, AnswerLimit)
        : null;

    private static TriedRight Tried<T>(string name, Answer<T> answer) => answer is Answer<T>.Success
        ? new TriedRight(name, Trouble: null, IsDenied: false)
        : new TriedRight(name, AnswerText.Of(answer), answer is Answer<T>.Rejected { Error.IsFatal: true });
}
