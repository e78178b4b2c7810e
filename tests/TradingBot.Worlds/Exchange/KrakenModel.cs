using TradingBot.Worlds.Machine;

namespace TradingBot.Worlds.Exchange;

/// <summary>A Kraken in memory: one account, one pair, both interfaces.</summary>
internal sealed class KrakenModel
{
    public KrakenModel(
        WorldTime time, Random random, Chaos chaos, Census census, ExchangeHabits habits, Trace trace)
    {
        (Time, Chaos, Census, Habits, Trace) = (time, chaos, census, habits, trace);
        Market = new Market(random, time.Utc);
        Account = new Account();
        Matching = new Matching(time, chaos, census, Market, Account, habits);
        Sockets = new ModelSockets(this);
        Rest = new ModelRest(this);
        Matching.Tell = Sockets.Tell;
    }

    public WorldTime Time { get; }

    public Chaos Chaos { get; }

    public Census Census { get; }

    public ExchangeHabits Habits { get; }

    public Trace Trace { get; }

    public Market Market { get; }

    public Account Account { get; }

    public Matching Matching { get; }

    public ModelRest Rest { get; }

    public ModelSockets Sockets { get; }

    /// <summary>The orders that lists show now; in peace nothing is hidden.</summary>
    public IEnumerable<ExchangeOrder> Visible =>
        Matching.Orders.Where(order => order.VisibleFrom <= Time.Utc || !Chaos.IsOn);

    /// <summary>The exchange's state changes, and those who are connected are told.</summary>
    public void Turn(string mode)
    {
        Matching.Mode = mode;
        Census.Count($"mode {mode}");
        Sockets.TellMode();
    }
}
