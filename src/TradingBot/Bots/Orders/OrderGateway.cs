using Microsoft.Extensions.Logging;
using TradingBot.Core.Accounts;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Exchanges.Contract.Accounts;
using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Exchanges.Feeds;

namespace TradingBot.Bots.Orders;

/// <summary>
/// Places orders on an exchange and asks for them. It decides nothing: every answer, and every missing answer, becomes
/// an event. Nothing is ever sent twice.
/// </summary>
/// <param name="instrument">The pair.</param>
/// <param name="account">Where orders go.</param>
/// <param name="shortestDeadline">How far ahead a deadline must be for the exchange to take an order.</param>
/// <param name="events">The engine's queue.</param>
/// <param name="exchangeTime">UTC.</param>
/// <param name="log">What should not happen.</param>
/// <param name="member">The bot among those that share the account.</param>
internal sealed partial class OrderGateway(
    Instrument instrument,
    IAccount account,
    TimeSpan? shortestDeadline,
    EngineQueue events,
    Func<DateTime> exchangeTime,
    ILogger<OrderGateway> log,
    AccountMember member) : IOrderGateway, IAsyncDisposable
{
    private readonly ILogger<OrderGateway> _log = log;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _guard = new();
    private readonly HashSet<Task> _running = [];

    public void CarryOut(OrderCommand command)
    {
        member.Claim(command.Id);
        if (command is OrderCommand.Submit { Order: var order })
            member.Send(in order);
        Follow(command switch
        {
            OrderCommand.Submit submit => SupervisedAsync(SubmitAsync(submit)),
            OrderCommand.Cancel cancel => SupervisedAsync(CancelAsync(cancel)),
            OrderCommand.Find find => SupervisedAsync(FindAsync(find)),
            _ => throw new InvalidOperationException($"a command the gateway does not know: {command}"),
        });
    }

    public void Ask(AccountQuestion question) => Follow(SupervisedAsync(AnswerAsync(question)));

    public void Advance(bool isResting)
    {
        if (member.Advance(isResting, exchangeTime(), _stopping.Token) is { } begun)
            Follow(SupervisedAsync(begun));
    }

    public async Task LeaveAsync(IEnumerable<AttemptRecord> unsettled, CancellationToken cancellation)
    {
        if (!member.Leave())
            return;
        var isOver = true;
        foreach (var order in unsettled.Where(order => order.State != OrderState.Intended))
        {
            var answer = await account
                .CancelAsync(new OrderReference(instrument, order.Id, order.ExchangeId), cancellation)
                .ConfigureAwait(false);
            isOver &= order.ExchangeId is not null && IsTaken(answer);
            LeftResting(order.Number, AnswerText.Of(answer));
        }

        if (isOver)
            member.Forget();
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

    /// <summary>A fault of ours ends the bot, with its reason; what it leaves open, the next start asks for.</summary>
    private async Task SupervisedAsync(Task task)
    {
        try
        {
            await task.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // Nothing was sent, or that is unknown. The program ends; the next start trusts neither, and asks.
        }
        catch (Exception fault)
        {
            Failed(fault.Message);
            events.End(fault);
        }
    }

    private async Task SubmitAsync(OrderCommand.Submit submit)
    {
        if (submit.Deadline - exchangeTime() < shortestDeadline)
        {
            events.Write(new EngineEvent.OrderRejected(
                exchangeTime(), submit.Id, "not sent: too late for its deadline", MayBeRepeated: true));
            return;
        }

        var order = NewOrder.Of(instrument, submit.Order, submit.Id, submit.Deadline);
        events.Write(EventOf(submit.Id, await account.PlaceAsync(order, _stopping.Token).ConfigureAwait(false)));
    }

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

    private static CopyRefusal RefusalOf(ExchangeError error) => new(
        MayBeRepeated: error.Retry != RetryAdvice.Never, WouldHaveTraded: error.WouldHaveTraded);

    /// <summary>A cancel may be sent twice, so a failed one is only reported.</summary>
    private async Task CancelAsync(OrderCommand.Cancel cancel)
    {
        var order = new OrderReference(instrument, cancel.Id, cancel.ExchangeId);
        var answer = await account.CancelAsync(order, _stopping.Token).ConfigureAwait(false);
        events.Write(new EngineEvent.CancelAnswered(
            exchangeTime(), cancel.Id, IsTaken(answer), AnswerText.Of(answer)));
    }

    private static bool IsTaken(Answer<string> answer) =>
        answer is Answer<string>.Success or Answer<string>.Rejected { Error.Effect: ErrorEffect.OrderIsGone };

    private async Task FindAsync(OrderCommand.Find find)
    {
        var answer = await account.FindAsync(find, _stopping.Token).ConfigureAwait(false);
        events.Write(answer switch
        {
            Answer<OrderReport?>.Success { Value: { } report } =>
                new EngineEvent.OrderReported(exchangeTime(), find.Id, report),
            Answer<OrderReport?>.Success => new EngineEvent.OrderNotFound(exchangeTime(), find.Id, find.Look),
            _ => new EngineEvent.LookFailed(exchangeTime(), find.Id, find.Look, AnswerText.Of(answer)),
        });
    }

    private async Task AnswerAsync(AccountQuestion question) => events.Write(question switch
    {
        AccountQuestion.Balances => EventOf(
            question, await account.BalancesAsync(instrument, _stopping.Token).ConfigureAwait(false)),
        AccountQuestion.Entries entries => EventOf(
            question,
            await account.ChangesAsync(instrument, entries.Since, _stopping.Token).ConfigureAwait(false)),
        _ => throw new InvalidOperationException($"a question the gateway does not know: {question}"),
    });

    private EngineEvent EventOf(AccountQuestion question, Answer<PairBalances> answer) => answer switch
    {
        Answer<PairBalances>.Success { Value: var balances } =>
            new EngineEvent.AccountRead(exchangeTime(), question.Number, balances.Base, balances.Quote),
        _ => new EngineEvent.AccountUnread(exchangeTime(), question.Number, AnswerText.Of(answer)),
    };

    private EngineEvent EventOf(AccountQuestion question, Answer<AccountChanges> answer) => answer switch
    {
        Answer<AccountChanges>.Success { Value: { IsWhole: true, Entries: var entries } } =>
            new EngineEvent.AccountEntriesRead(exchangeTime(), question.Number, entries),
        Answer<AccountChanges>.Success => new EngineEvent.AccountUnread(
            exchangeTime(),
            question.Number,
            "too many entries in the account's ledger to look through",
            IsFinal: true),
        _ => new EngineEvent.AccountUnread(exchangeTime(), question.Number, AnswerText.Of(answer)),
    };

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Order {Number} is cancelled, since others keep the dead man's switch from going off: {Answer}")]
    private partial void LeftResting(long number, string answer);

    [LoggerMessage(
        Level = LogLevel.Critical, Message = "An order request failed unexpectedly: {Reason}")]
    private partial void Failed(string reason);
}
