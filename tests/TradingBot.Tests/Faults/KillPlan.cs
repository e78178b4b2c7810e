namespace TradingBot.Tests.Faults;

/// <summary>When a process is killed, counted from its first decision.</summary>
internal enum KillMoment
{
    /// <summary>After a while.</summary>
    AnyTime,

    /// <summary>Just when an order has arrived at the exchange.</summary>
    OrderArrived,

    /// <summary>While an order rests in the book.</summary>
    OrderRests,
}

/// <summary>One life and its end, all drawn from one seed: the same seed is the same plan.</summary>
/// <param name="Seed">Of the faults on the line, too.</param>
/// <param name="Style">As --order takes it.</param>
/// <param name="Moment">What the death waits for, from the first decision on.</param>
/// <param name="After">Wall time from then on.</param>
internal sealed record KillPlan(int Seed, string Style, KillMoment Moment, TimeSpan After)
{
    public const string AnyStyle = "any";
    private const double LongestLife = 2_000;
    private const double LongestGrace = 60;

    public bool Rests => Style != "market";

    /// <param name="seed">Of this one kill.</param>
    /// <param name="style">As --order takes it, or <see cref="AnyStyle"/>: then it is drawn.</param>
    public static KillPlan Draw(int seed, string style)
    {
        var random = new Random(seed);
        var drawn = random.Next(4) switch
        {
            0 => "market",
            1 => "limit",
            _ => "post-only",
        };
        var of = style == AnyStyle ? drawn : style;
        var moment = (random.Next(6), of) switch
        {
            ( < 4, not "market") => KillMoment.OrderRests,
            (0 or 4, _) => KillMoment.AnyTime,
            (2, _) => KillMoment.AnyTime,
            _ => KillMoment.OrderArrived,
        };
        var after = random.NextDouble() * (moment == KillMoment.AnyTime ? LongestLife : LongestGrace);
        return new KillPlan(seed, of, moment, TimeSpan.FromMilliseconds(after));
    }
}
