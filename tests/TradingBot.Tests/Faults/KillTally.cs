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
        $"{Kills} kills, {AfterDecision} after a decision, {WithRestingOrders} with resting orders; "
        + $"{Orders} orders, {Unknowns} unknowns, {Cancels} cancels";

    /// <summary>What there was too little of, a line each; a run with such a line has shown nothing.</summary>
    /// <param name="hasResting">Whether orders of this run may rest.</param>
    public IEnumerable<string> Missing(bool hasResting)
    {
        (string What, int Count, int Least)[] wanted =
        [
            ("kills after a decision", AfterDecision, (Kills * 9 + 9) / 10),
            ("orders", Orders, Kills / 2 + 1),
            ("unknowns", Unknowns, Kills / 20),
            ("kills with resting orders", WithRestingOrders, hasResting ? (Kills + 2) / 3 : 0),
            ("cancels", Cancels, hasResting ? Kills / 20 : 0),
        ];
        return wanted.Where(row => row.Count < row.Least)
            .Select(row => $"nothing was tried: {row.Count} {row.What}, at least {row.Least} are needed");
    }
}
