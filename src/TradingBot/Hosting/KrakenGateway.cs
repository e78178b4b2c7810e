using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using TradingBot.Core.Accounts;
using TradingBot.Core.Engine;
using TradingBot.Core.Orders;
using TradingBot.Kraken;
using TradingBot.Kraken.Rest;
using TradingBot.Kraken.Rest.Wire;
using TradingBot.Kraken.Sockets;
using TradingBot.Kraken.Sockets.Wire;

namespace TradingBot.Hosting;

/// <summary>
/// Places orders on Kraken and asks for them. It decides nothing: every answer, and every missing answer, becomes an
/// event. An order goes by WebSocket; by REST only where, with proof, nothing was sent, or where it has to say what
/// only REST can. Nothing is ever sent twice.
/// </summary>
internal sealed partial class KrakenGateway(
    KrakenPair pair,
    OrderSocket socket,
    OrderRest rest,
    AccountRest account,
    ChannelWriter<EngineEvent> events,
    Func<DateTime> exchangeTime,
    ILogger<KrakenGateway> log,
    DeadMansSwitch? deadMansSwitch = null) : IOrderGateway, IAsyncDisposable
{
    /// <summary>Kraken wants deadlines 2 seconds ahead at least (REST), and the way there takes time.</summary>
    private static readonly TimeSpan LeastTimeLeft = TimeSpan.FromSeconds(2.5);

    /// <summary>How long an answer is waited for; after it the outcome is unknown.</summary>
    public static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(5);

    private const int ClosedOrdersPage = 50;
    private const int MostPages = 20;

    private readonly ILogger<KrakenGateway> _log = log;
    private readonly AccountAnswers _answers = new(pair, account, exchangeTime);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _guard = new();
    private readonly HashSet<Task> _running = [];

    public void CarryOut(OrderCommand command)
    {
        var task = command switch
        {
            OrderCommand.Submit submit => SubmitAsync(submit),
            OrderCommand.Cancel cancel => CancelAsync(cancel),
            OrderCommand.Find find => FindAsync(find),
            _ => throw new InvalidOperationException($"a command the gateway does not know: {command}"),
        };
        Follow(task);
    }

    public void Ask(AccountQuestion question) => Follow(AskAsync(question));

    public void Advance(bool isResting)
    {
        if (deadMansSwitch?.Advance(isResting, exchangeTime(), _stopping.Token) is { } begun)
            Follow(begun);
    }

    /// <summary>Waits for what is under way: an order that was sent may still be answered.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        Task[] running;
        lock (_guard)
            running = [.. _running];
        await Task.WhenAll(running).ConfigureAwait(false);
        _stopping.Dispose();
    }

    private void Follow(Task task)
    {
        lock (_guard)
            _running.Add(task);
        _ = task.ContinueWith(Forget, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private void Forget(Task task)
    {
        lock (_guard)
            _running.Remove(task);
    }

    private async Task SubmitAsync(OrderCommand.Submit submit)
    {
        try
        {
            events.WriteOrEnd(await PlaceAsync(submit).ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            // Cancelled while it waited for the pair's counter: nothing was sent. But the program ends: whoever
            // starts next must not trust that, and asks.
        }
        catch (Exception failure) when (failure is not ArgumentException)
        {
            Failed(failure.Message);
            events.WriteOrEnd(new EngineEvent.OutcomeUnknown(exchangeTime(), submit.Id, failure.Message));
        }
    }

    private async Task<EngineEvent> PlaceAsync(OrderCommand.Submit submit)
    {
        if (submit.Deadline - exchangeTime() < LeastTimeLeft)
        {
            return new EngineEvent.OrderRejected(
                exchangeTime(), submit.Id, "not sent: too late for its deadline", MayBeRepeated: true);
        }

        var order = OrderOf(submit);
        if (!rest.AgreesToTrading)
        {
            var bySocket = await socket.AddOrderAsync(order, _stopping.Token).ConfigureAwait(false);
            if (bySocket is not Answer<Acknowledgement>.NotSent)
                return EventOf(submit.Id, bySocket.Map(answer => answer.Result?.OrderId ?? ""));
        }

        var byRest = await rest.AddOrderAsync(order, _stopping.Token).ConfigureAwait(false);
        return EventOf(submit.Id, byRest.Map(answer => answer.OrderIds[0]));
    }

    private NewOrder OrderOf(OrderCommand.Submit submit) => new()
    {
        Pair = pair.Names,
        Side = submit.Order.Side,
        Kind = submit.Order.Rests ? OrderKind.Limit : OrderKind.Market,
        LimitPrice = submit.Order.Rests ? submit.Order.Intent.Price : null,
        IsPostOnly = submit.Order.Intent.Style == OrderStyle.PostOnly,
        Volume = submit.Order.Volume,
        Leverage = submit.Order.IsOnMargin ? submit.Order.Intent.Leverage : null,
        IsReduceOnly = submit.Order.IsReduceOnly,
        ClientOrderId = submit.Id.ToString("D"),
        Deadline = submit.Deadline,
    };

    private EngineEvent EventOf(Guid id, Answer<string> answer) => answer switch
    {
        Answer<string>.Success success => new EngineEvent.OrderAccepted(exchangeTime(), id, success.Value),
        Answer<string>.Rejected { Error: { Effect: ErrorEffect.NotDone } error } => new EngineEvent.OrderRejected(
            exchangeTime(), id, error.Text, MayBeRepeated: error.Retry != RetryAdvice.Never),
        Answer<string>.Unknown { Error: { Effect: ErrorEffect.ThisCopyRefused } error } =>
            new EngineEvent.OutcomeUnknown(exchangeTime(), id, error.Text, RefusalOf(error)),
        Answer<string>.NotSent notSent => new EngineEvent.OrderRejected(
            exchangeTime(), id, notSent.Reason, MayBeRepeated: true),
        _ => new EngineEvent.OutcomeUnknown(exchangeTime(), id, AnswerText.Of(answer)),
    };

    private static CopyRefusal RefusalOf(KrakenError error) => new(
        MayBeRepeated: error.Retry != RetryAdvice.Never,
        WouldHaveTraded: error.Text.StartsWith("EOrder:Post only order", StringComparison.Ordinal));

    /// <summary>A cancel may be sent twice, so one that fails in whatever way is only told.</summary>
    private async Task CancelAsync(OrderCommand.Cancel cancel)
    {
        try
        {
            var order = new OrderReference(pair.Names, cancel.Id.ToString("D"), cancel.ExchangeId);
            var bySocket = (await socket.CancelOrderAsync(order, _stopping.Token).ConfigureAwait(false)).Map(_ => "");
            var answer = bySocket is Answer<string>.NotSent
                ? (await rest.CancelOrderAsync(order, _stopping.Token).ConfigureAwait(false)).Map(_ => "")
                : bySocket;
            var isTaken = answer is Answer<string>.Success
                or Answer<string>.Rejected { Error.Effect: ErrorEffect.OrderIsGone };
            events.WriteOrEnd(new EngineEvent.CancelAnswered(
                exchangeTime(), cancel.Id, isTaken, AnswerText.Of(answer)));
        }
        catch (OperationCanceledException)
        {
            // The program ends; the next one sends it again.
        }
        catch (Exception failure)
        {
            Failed(failure.Message);
            events.WriteOrEnd(new EngineEvent.CancelAnswered(
                exchangeTime(), cancel.Id, IsTaken: false, failure.Message));
        }
    }

    private async Task FindAsync(OrderCommand.Find find)
    {
        try
        {
            var answer = find.List switch
            {
                OrderList.Open => await InOpenOrdersAsync(find).ConfigureAwait(false),
                OrderList.Closed => await InClosedOrdersAsync(find).ConfigureAwait(false),
                _ => await ByIdAsync(find).ConfigureAwait(false),
            };
            events.WriteOrEnd(answer switch
            {
                Answer<OrderReport?>.Success { Value: { } report } =>
                    new EngineEvent.OrderReported(exchangeTime(), find.Id, report),
                Answer<OrderReport?>.Success => new EngineEvent.OrderNotFound(exchangeTime(), find.Id, find.Look),
                _ => new EngineEvent.LookFailed(exchangeTime(), find.Id, find.Look, AnswerText.Of(answer)),
            });
        }
        catch (OperationCanceledException)
        {
            // The program ends; the next one asks again.
        }
        catch (Exception failure)
        {
            Failed(failure.Message);
            events.WriteOrEnd(new EngineEvent.LookFailed(exchangeTime(), find.Id, find.Look, failure.Message));
        }
    }

    private async Task AskAsync(AccountQuestion question)
    {
        try
        {
            events.WriteOrEnd(await _answers.ToAsync(question, _stopping.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            // The program ends; the next one begins its comparison anew.
        }
        catch (Exception failure)
        {
            Failed(failure.Message);
            events.WriteOrEnd(new EngineEvent.AccountUnread(exchangeTime(), question.Number, failure.Message));
        }
    }

    private async Task<Answer<OrderReport?>> InOpenOrdersAsync(OrderCommand.Find find)
    {
        var answer = await account.OpenOrdersAsync(find.Id.ToString("D"), _stopping.Token).ConfigureAwait(false);
        return answer.Map(orders => Own(orders.Open, find.Id));
    }

    /// <summary>Page by page, in case the filter is ignored, as Kraken does with parameters unknown to it.</summary>
    private async Task<Answer<OrderReport?>> InClosedOrdersAsync(OrderCommand.Find find)
    {
        for (var page = 0; page < MostPages; page++)
        {
            var filter = new ClosedOrdersFilter
            {
                ClientOrderId = find.Id.ToString("D"),
                After = find.Since,
                Offset = page * ClosedOrdersPage,
            };
            var answer = await account.ClosedOrdersAsync(filter, _stopping.Token).ConfigureAwait(false);
            if (answer is not Answer<ClosedOrdersInfo>.Success { Value.Closed: var closed })
                return answer.Map(orders => Own(orders.Closed, find.Id));
            if (Own(closed, find.Id) is { } report)
                return new Answer<OrderReport?>.Success(report, []);
            if (closed.Count < ClosedOrdersPage)
                return new Answer<OrderReport?>.Success(null, []);
        }

        return new Answer<OrderReport?>.Unknown("too many closed orders to look through");
    }

    private async Task<Answer<OrderReport?>> ByIdAsync(OrderCommand.Find find)
    {
        var answer = await account.QueryOrdersAsync([find.ExchangeId!], _stopping.Token).ConfigureAwait(false);
        return answer.Map(orders =>
            orders.TryGetValue(find.ExchangeId!, out var order) ? KrakenReports.Of(find.ExchangeId!, order) : null);
    }

    private static OrderReport? Own(Dictionary<string, OrderInfo> orders, Guid id)
    {
        foreach (var (orderId, order) in orders)
        {
            if (Guid.TryParse(order.ClientOrderId, out var own) && own == id)
                return KrakenReports.Of(orderId, order);
        }

        return null;
    }

    [LoggerMessage(
        Level = LogLevel.Error, Message = "An order request failed in a way that should not happen: {Reason}")]
    private partial void Failed(string reason);
}
