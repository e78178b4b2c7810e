using TradingBot.Simulators.Kraken.Faults;

namespace TradingBot.Tests.Faults;

/// <summary>What goes wrong on the lines of a process that will be killed.</summary>
internal static class KillFaults
{
    public static FaultScenario Of(KillPlan plan) => new((ulong)plan.Seed,
    [
        .. (plan.Rests ? Cancels : []),
        Rule(FaultKind.LostRequest, "add_order", 0.05),
        Rule(FaultKind.LostReply, "add_order", 0.1),
        Rule(FaultKind.LateRequest, "add_order", 0.05) with { Milliseconds = 7_000 },
        Rule(FaultKind.LateReply, "add_order", 0.05) with { Milliseconds = 7_000 },
        Rule(FaultKind.ReplyTwice, "add_order", 0.05),
        Rule(FaultKind.Error, "add_order", 0.05) with { Error = "EService:Unavailable", Applied = true },
        Rule(FaultKind.Error, "add_order", 0.03) with { Error = "EService:Busy" },
        Rule(FaultKind.HiddenOrder, "*", 0.3) with { Milliseconds = 30_000 },
        Rule(FaultKind.SequenceGap, "executions", 0.1),
        Rule(FaultKind.DroppedConnection, "executions", 0.05),
        Rule(FaultKind.HttpError, "OpenOrders", 0.1),
        Rule(FaultKind.TruncatedJson, "ClosedOrders", 0.1),
        Rule(FaultKind.LostReply, "QueryOrders", 0.1),
        Rule(FaultKind.HttpError, "GetWebSocketsToken", 0.2),
        Rule(FaultKind.LostReply, "AddOrder", 0.2),
        Rule(FaultKind.RequestTwice, "AddOrder", 0.2),
        Rule(FaultKind.HttpError, "AddOrder", 0.2) with { Applied = true, Status = 520 },
    ]);

    private static FaultRule[] Cancels =>
    [
        Rule(FaultKind.RequestTwice, "cancel_order", 0.1),
        Rule(FaultKind.LostRequest, "cancel_order", 0.1),
        Rule(FaultKind.LostReply, "cancel_order", 0.1),
        Rule(FaultKind.LateRequest, "cancel_order", 0.1) with { Milliseconds = 7_000 },
        Rule(FaultKind.ReplyTwice, "cancel_order", 0.1),
        Rule(FaultKind.Error, "cancel_order", 0.1) with { Error = "EService:Busy" },
    ];

    private static FaultRule Rule(FaultKind fault, string on, double probability) =>
        new() { Fault = fault, On = on, Probability = probability, Times = 0 };
}
