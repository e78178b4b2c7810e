using TradingBot.Core.Accounts;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;

namespace TradingBot.Tests.Storage;

/// <summary>Events full of awkward values, the same from the same source.</summary>
internal static class RandomEvents
{
    public static EngineEvent Of(Type kind, Random random) => kind.Name switch
    {
        nameof(EngineEvent.CandleClosed) => new EngineEvent.CandleClosed(Time(random), Candle(random)),
        nameof(EngineEvent.TradePrinted) => new EngineEvent.TradePrinted(
            new Trade(random.NextInt64(), Time(random), Number(random), Number(random), Choice<Side>(random))),
        nameof(EngineEvent.BookSampled) => new EngineEvent.BookSampled(new BookSample(
            Time(random), Number(random), Number(random), Number(random), Number(random), Number(random), Number(random))),
        nameof(EngineEvent.Elapsed) => new EngineEvent.Elapsed(Time(random)),
        nameof(EngineEvent.TimerFired) => new EngineEvent.TimerFired(Time(random)),
        nameof(EngineEvent.OrderAccepted) => new EngineEvent.OrderAccepted(Time(random), Id(random), Words(random)),
        nameof(EngineEvent.OrderRejected) => new EngineEvent.OrderRejected(
            Time(random), Id(random), Words(random), random.Next(2) == 0),
        nameof(EngineEvent.OutcomeUnknown) => new EngineEvent.OutcomeUnknown(
            Time(random),
            Id(random),
            Words(random),
            random.Next(2) == 0 ? null : new CopyRefusal(random.Next(2) == 0, random.Next(2) == 0)),
        nameof(EngineEvent.OrderReported) => new EngineEvent.OrderReported(Time(random), Id(random), Report(random)),
        nameof(EngineEvent.OrderNotFound) => new EngineEvent.OrderNotFound(Time(random), Id(random), random.Next()),
        nameof(EngineEvent.LookFailed) => new EngineEvent.LookFailed(
            Time(random), Id(random), random.Next(), Words(random)),
        nameof(EngineEvent.CancelAnswered) => new EngineEvent.CancelAnswered(
            Time(random), Id(random), random.Next(2) == 0, Words(random)),
        nameof(EngineEvent.AccountRead) => new EngineEvent.AccountRead(
            Time(random), random.Next(), Amount(random), -Amount(random)),
        nameof(EngineEvent.AccountEntriesRead) => new EngineEvent.AccountEntriesRead(
            Time(random), random.Next(), [.. Enumerable.Range(0, random.Next(4)).Select(_ => Entry(random))]),
        nameof(EngineEvent.AccountUnread) => new EngineEvent.AccountUnread(
            Time(random), random.Next(), Words(random), random.Next(2) == 0),
        nameof(EngineEvent.ModeChanged) => new EngineEvent.ModeChanged(Time(random), Choice<ExchangeMode>(random)),
        nameof(EngineEvent.BudgetChanged) => new EngineEvent.BudgetChanged(Time(random), Id(random), Amount(random)),
        nameof(EngineEvent.OperatorAsked) => new EngineEvent.OperatorAsked(
            Time(random), Choice<OperatorCommand>(random)),
        _ => throw new InvalidOperationException($"no random {kind.Name} is made here yet"),
    };

    private static DateTime Time(Random random) =>
        new(random.NextInt64(DateTime.MaxValue.Ticks), DateTimeKind.Utc);

    private static Candle Candle(Random random) => new(
        random.Next(), Number(random), Number(random), Number(random), Number(random), Number(random), random.Next());

    private static double Number(Random random)
    {
        double number;
        do
            number = BitConverter.Int64BitsToDouble(random.NextInt64());
        while (!double.IsFinite(number));
        return random.Next(3) switch { 0 => number, 1 => random.Next(1_000_000) / 10.0, _ => random.NextDouble() };
    }

    private static decimal Amount(Random random) => new(
        random.Next(int.MinValue, int.MaxValue),
        random.Next(2) * random.Next(),
        random.Next(2) * random.Next(),
        isNegative: random.Next(4) == 0,
        (byte)random.Next(29));

    private static string Words(Random random)
    {
        string[] words = ["EService:Busy", "", "it's \"quoted\"\n\t\\", "größer €", "\u0000\u2028", "🙂"];
        return words[random.Next(words.Length)];
    }

    private static Guid Id(Random random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }

    private static T Choice<T>(Random random)
        where T : struct, Enum => Enum.GetValues<T>()[random.Next(Enum.GetValues<T>().Length)];

    private static AccountEntry Entry(Random random) => new(
        Words(random),
        Time(random),
        random.Next(2) == 0,
        -Amount(random),
        Words(random),
        random.Next(2) == 0 ? null : Words(random),
        random.Next(2) == 0 ? null : Id(random));

    private static OrderReport Report(Random random) => new(
        Words(random),
        Choice<ReportedStatus>(random),
        Amount(random),
        Amount(random),
        random.Next(2) == 0 ? null : Charge(random),
        random.Next(2) == 0 ? null : Words(random),
        random.Next(2) == 0
            ? null
            : new Execution(Words(random), Amount(random), Amount(random), Charge(random), random.Next(2) == 0));

    /// <summary>In quote, in base, in one or two third assets, in all of them.</summary>
    private static Fee Charge(Random random)
    {
        if (random.Next(2) == 0)
            return Amount(random);
        var second = random.Next(2) == 0 ? null : new AssetFee("KFEE", Amount(random), Amount(random));
        var first = random.Next(3) == 0 ? null : new AssetFee("BNB", Amount(random), Amount(random), second);
        return new Fee(Amount(random), new FeeInKind(Amount(random), Amount(random), first));
    }
}
