using TradingBot.Data.Candles;

namespace TradingBot.Tests.Faults;

/// <summary>What a run of kills has been full of, and whether that is enough for its result to mean something.</summary>
internal sealed class KillTally
{
    public int Kills { get; set; }

    /// <summary>Of them, those of a process that had decided something.</summary>
    public int AfterDecision { get; set; }

    /// <summary>Of them, those with an order in the book.</summary>
    public int WithRestingOrders { get; set; }

    /// <summary>At the exchange.</summary>
    public int Orders { get; set; }

    /// <summary>Unknown outcomes in the journal.</summary>
    public int Unknowns { get; set; }

    /// <summary>Orders that ended cancelled at the exchange.</summary>
    public int Cancels { get; set; }

    public void Add(KillTally other)
    {
        Kills += other.Kills;
        AfterDecision += other.AfterDecision;
        WithRestingOrders += other.WithRestingOrders;
        Orders += other.Orders;
        Unknowns += other.Unknowns;
        Cancels += other.Cancels;
    }

    public override string ToString() =>
        $"{CandleFormat.Count(Kills, "kill")}, {AfterDecision} after a decision, "
        + $"{WithRestingOrders} with resting orders; "
        + $"{CandleFormat.Count(Orders, "order")}, {CandleFormat.Count(Unknowns, "unknown")}, "
        + $"{CandleFormat.Count(Cancels, "cancel")}";

    /// <summary>What there was too little of, a line each; a run with such a line has shown nothing.</summary>
    /// <param name="hasResting">Whether orders of this run may rest.</param>
    public IEnumerable<string> Missing(bool hasResting)
    {
        (string What, string Which, int Count, int Least)[] wanted =
        [
            ("kill", " after a decision", AfterDecision, (Kills * 9 + 9) / 10),
            ("order", "", Orders, Kills / 2 + 1),
            ("unknown", "", Unknowns, Kills / 20),
            ("kill", " with resting orders", WithRestingOrders, hasResting ? (Kills + 2) / 3 : 0),
            ("cancel", "", Cancels, hasResting ? Kills / 20 : 0),
        ];
        return wanted.Where(row => row.Count < row.Least)
            .Select(row =>
                $"nothing was tried: {CandleFormat.Count(row.Count, row.What)}{row.Which}, "
                + $"at least {row.Least} needed");
    }
}
