using TradingBot.Core.Engine;
using TradingBot.Core.Orders;

namespace TradingBot.Tests.Faults;

/// <summary>
/// The way between a process and the exchange: loses, delays, doubles and reorders, and answers with the errors that
/// prove nothing. It turns answers into events as the daemon's gateway does.
/// </summary>
internal sealed class FaultyLine(VirtualTime time, Random random, ModelExchange exchange, Plant plant)
{
    /// <summary>Seconds after which a request counts as unanswered.</summary>
    private const double Limit = 5;
    private const string InvalidNonce = "EAPI:Invalid nonce";

    /// <summary>False: every request arrives and is answered.</summary>
    public bool IsFaulty { get; set; } = true;

    /// <summary>Orders that arrived twice.</summary>
    public int DoubleArrivals { get; private set; }

    /// <summary>Cancels that were sent.</summary>
    public int Cancels { get; private set; }

    public void Carry(OrderCommand command, Action<EngineEvent> deliver)
    {
        switch (command)
        {
            case OrderCommand.Submit submit:
                Carry(submit, deliver);
                break;
            case OrderCommand.Cancel cancel:
                Cancels++;
                Carry(cancel, deliver);
                break;
            case OrderCommand.Find find:
                Carry(find, deliver);
                break;
        }
    }

    /// <summary>What the exchange tells by itself: may be lost, late or told twice.</summary>
    public void Push(ModelOrder order, OrderReport report, Action<EngineEvent> deliver)
    {
        if (IsFaulty && random.NextDouble() < 0.1)
            return;
        var copies = IsFaulty && random.NextDouble() < 0.1 ? 2 : 1;
        for (var copy = 0; copy < copies; copy++)
        {
            var delay = IsFaulty && random.NextDouble() < 0.1 ? random.NextDouble() * 15 : 0.01 + random.NextDouble() * 0.2;
            time.After(delay, () => deliver(new EngineEvent.OrderReported(time.Now, order.Id, report)));
        }
    }

    private void Carry(OrderCommand.Submit submit, Action<EngineEvent> deliver)
    {
        var (wayThere, wayBack) = (0.01 + random.NextDouble() * 0.2, 0.01 + random.NextDouble() * 0.2);
        switch (IsFaulty ? random.Next(24) : 23)
        {
            case 0: // no connection
                time.After(wayBack, () => deliver(new EngineEvent.OrderRejected(time.Now, submit.Id, "not sent", MayBeRepeated: true)));
                break;
            case 1: // lost on the way there
                GiveUp(submit, deliver);
                break;
            case 2: // the answer is lost
                time.After(wayThere, () => exchange.Place(submit));
                GiveUp(submit, deliver);
                break;
            case 3: // the answer is late
                GiveUp(submit, deliver);
                Send(submit, wayThere, Limit + random.NextDouble() * 20, deliver);
                break;
            case 4: // the request is late, perhaps too late
                GiveUp(submit, deliver);
                Send(submit, random.NextDouble() * 25, wayBack, deliver);
                break;
            case 5: // a gateway's words, whatever the engine did
                time.After(wayThere, () => exchange.Place(submit));
                time.After(wayThere + wayBack, () => deliver(BadGateway(submit)));
                break;
            case 6: // the same, and the engine never saw it
                time.After(wayThere + wayBack, () => deliver(BadGateway(submit)));
                break;
            case 7: // placed, and the service says it is busy
                time.After(wayThere, () => exchange.Place(submit));
                time.After(wayThere + wayBack, () => deliver(new EngineEvent.OutcomeUnknown(time.Now, submit.Id, "EService:Busy")));
                break;
            case 8: // answered twice
                Send(submit, wayThere, wayBack, e =>
                {
                    deliver(e);
                    time.After(random.NextDouble() * 3, () => deliver(e));
                });
                break;
            case 9: // arrives twice: the copy's nonce is used up, and its refusal is the answer that comes back
                DoubleArrivals++;
                time.After(wayThere, () => exchange.Place(submit));
                time.After(wayThere + wayBack, () => deliver(RefusedCopy(submit)));
                break;
            default:
                Send(submit, wayThere, wayBack, deliver);
                break;
        }
    }

    private void Carry(OrderCommand.Cancel cancel, Action<EngineEvent> deliver)
    {
        var (wayThere, wayBack) = (0.01 + random.NextDouble() * 0.3, 0.01 + random.NextDouble() * 0.3);
        switch (IsFaulty ? random.Next(12) : 12)
        {
            case 0: // the request is lost
                GiveUp(cancel, deliver);
                break;
            case 1: // the answer is lost
                time.After(wayThere, () => exchange.Cancel(cancel.ExchangeId));
                GiveUp(cancel, deliver);
                break;
            case 2: // the request is late
                time.After(random.NextDouble() * 25, () => exchange.Cancel(cancel.ExchangeId));
                GiveUp(cancel, deliver);
                break;
            case 3: // the answer is late
                GiveUp(cancel, deliver);
                Send(cancel, wayThere, Limit + random.NextDouble() * 20, deliver);
                break;
            case 4: // a gateway's words, and the engine never saw it
                time.After(wayThere + wayBack, () => deliver(Unsettled(cancel, "HTTP 502")));
                break;
            case 5: // refused for now
                time.After(wayThere + wayBack, () => deliver(Unsettled(cancel, "EOrder:Rate limit exceeded")));
                break;
            case 6: // sent twice on the way
                time.After(wayThere, () => exchange.Cancel(cancel.ExchangeId));
                Send(cancel, wayThere * 2, wayBack, deliver);
                break;
            default:
                Send(cancel, wayThere, wayBack, deliver);
                break;
        }
    }

    private void Send(OrderCommand.Cancel cancel, double wayThere, double wayBack, Action<EngineEvent> deliver) =>
        time.After(wayThere, () =>
        {
            var error = exchange.Cancel(cancel.ExchangeId);
            time.After(wayBack, () => deliver(error is null or "EOrder:Unknown order"
                ? new EngineEvent.CancelAnswered(time.Now, cancel.Id, IsTaken: true, error ?? "")
                : Unsettled(cancel, error)));
        });

    private EngineEvent.CancelAnswered Unsettled(OrderCommand.Cancel cancel, string reason) =>
        new(time.Now, cancel.Id, IsTaken: false, reason);

    private void GiveUp(OrderCommand.Cancel cancel, Action<EngineEvent> deliver) => time.After(Limit, () =>
    {
        deliver(Unsettled(cancel, "timeout"));
        if (plant != Plant.BelieveLostCancels || exchange.Find(cancel.Id, OrderList.ById, cancel.ExchangeId) is not { } order)
            return;
        deliver(new EngineEvent.OrderReported(time.Now, cancel.Id, order with { Status = ReportedStatus.Canceled }));
    });

    private void Carry(OrderCommand.Find find, Action<EngineEvent> deliver)
    {
        var (wayThere, wayBack) = (0.01 + random.NextDouble() * 0.3, 0.01 + random.NextDouble() * 0.3);
        if (plant == Plant.LookAtOpenOrdersOnly && find.List == OrderList.Closed)
            time.After(wayBack, () => deliver(new EngineEvent.OrderNotFound(time.Now, find.Id, find.Look)));
        else if (IsFaulty && random.NextDouble() < 0.1)
            time.After(Limit, () => deliver(new EngineEvent.LookFailed(time.Now, find.Id, find.Look, "timeout")));
        else
            time.After(wayThere, () => Answer(find, wayBack, deliver));
    }

    private void Answer(OrderCommand.Find find, double wayBack, Action<EngineEvent> deliver)
    {
        if (exchange.IsInMaintenance)
        {
            time.After(wayBack, () => deliver(new EngineEvent.LookFailed(time.Now, find.Id, find.Look, "EService:Unavailable")));
            return;
        }

        var report = exchange.Find(find.Id, find.List, find.ExchangeId);
        time.After(wayBack, () => deliver(report is null
            ? new EngineEvent.OrderNotFound(time.Now, find.Id, find.Look)
            : new EngineEvent.OrderReported(time.Now, find.Id, report)));
    }

    private void Send(OrderCommand.Submit submit, double wayThere, double wayBack, Action<EngineEvent> deliver) =>
        time.After(wayThere, () =>
        {
            var (order, error) = exchange.Place(submit);
            time.After(wayBack, () => deliver(order is not null
                ? new EngineEvent.OrderAccepted(time.Now, submit.Id, order.ExchangeId)
                : ProvesNothing(error!)
                    ? new EngineEvent.OutcomeUnknown(time.Now, submit.Id, error!)
                    : new EngineEvent.OrderRejected(time.Now, submit.Id, error!, MayBeRepeated: false, error == "EOrder:Post only order")));
        });

    private static bool ProvesNothing(string error) =>
        error.StartsWith("EService", StringComparison.Ordinal) || error.EndsWith("not unique", StringComparison.Ordinal);

    private void GiveUp(OrderCommand.Submit submit, Action<EngineEvent> deliver)
    {
        time.After(Limit, () => deliver(new EngineEvent.OutcomeUnknown(time.Now, submit.Id, "timeout")));
        if (plant == Plant.RetryWrites)
            time.After(1, () => exchange.Place(submit));
    }

    private EngineEvent BadGateway(OrderCommand.Submit submit) => plant == Plant.BelieveBadGateway
        ? new EngineEvent.OrderRejected(time.Now, submit.Id, "HTTP 502", MayBeRepeated: true)
        : new EngineEvent.OutcomeUnknown(time.Now, submit.Id, "HTTP 502");

    private EngineEvent RefusedCopy(OrderCommand.Submit submit) => plant == Plant.BelieveRefusedCopies
        ? new EngineEvent.OrderRejected(time.Now, submit.Id, InvalidNonce, MayBeRepeated: true)
        : new EngineEvent.OutcomeUnknown(time.Now, submit.Id, InvalidNonce);
}
