using TradingBot.Core.Accounts;
using TradingBot.Core.Market;
using TradingBot.Simulators.Kraken.Accounts;
using TradingBot.Simulators.Kraken.Faults;
using TradingBot.Simulators.Kraken.Markets;
using TradingBot.Simulators.Kraken.Notation;
using TradingBot.Simulators.Kraken.Pairs;
using TradingBot.Simulators.Matching;
using TradingBot.Simulators.Matching.Orders;

namespace TradingBot.Simulators.Kraken.State;

/// <summary>
/// The state behind both servers. Whoever reads or changes it holds <see cref="Gate"/> and has called
/// <see cref="Advance"/>.
/// </summary>
internal sealed class Exchange
{
    private const int SecondsADay = 86_400;
    private readonly Dictionary<string, SimulatedMarket> _bySymbol;
    private ExchangeStatus _status;
    private DateTime? _statusEnds;

    public Exchange(OfflineKrakenOptions options)
    {
        var setups = options.Markets
            ?? [MarketSetup.Synthetic("XBTUSD"), MarketSetup.Synthetic("ETHUSD", seed: 7)];
        var start = options.Start ?? options.Time.GetUtcNow();
        Clock = new ExchangeClock(options.Time, start, options.Speed);
        Faults.Use(options.Faults);
        var from = UnixTime.Seconds((start - options.History).UtcDateTime) / SecondsADay * SecondsADay;
        Markets = [.. setups.Select((setup, i) => SourceMarket.Create(
            setup, options.Seed + (ulong)i, from, moves: options.Start is null, options.TradesKept))];
        _bySymbol = Markets.ToDictionary(market => market.Instrument.Symbol, StringComparer.Ordinal);
        Venue = new SimulatedVenue(Markets.Select(market => market.Market), options.Fees, options.Seed);
        Fees = options.Fees;
        BuysPayInBase = options.BuysPayInBase;
        Permissions = options.Permissions;
        Ledger = new AccountLedger(Venue.Account, options.Seed);
        var began = start.UtcDateTime;
        foreach (var (asset, amount) in options.Balances)
            Book(began, AccountName(asset), amount);
        var limits = options.EnforcesRateLimits
            ? TierLimits.Of(options.Tier)
            : new TierLimits(double.MaxValue, 1, double.MaxValue, 1, int.MaxValue);
        Venue.MaxOpenOrders = limits.OpenOrders;
        PublicLimits = options.EnforcesRateLimits ? (30, 1) : (double.MaxValue, 1);
        Keys = options.Keys.ToDictionary(key => key.Key, key => new ApiKey(key.Value, limits), StringComparer.Ordinal);
        Tokens = new SocketTokens(Venue);
        Desk = new TradingGateway(this, limits);
        Venue.Traded = OnTraded;
        Venue.OrderChanged = OnOrderChanged;
        Advance();
    }

    public Lock Gate { get; } = new();

    public ExchangeClock Clock { get; }

    public SimulatedVenue Venue { get; }

    public AccountLedger Ledger { get; }

    public FeeSchedule Fees { get; }

    /// <summary>True: purchases pay their fee in base, whatever their orders ask for.</summary>
    public bool BuysPayInBase { get; }

    /// <summary>Of every key.</summary>
    public IReadOnlyList<string> Permissions { get; }

    public TradingGateway Desk { get; }

    public SocketTokens Tokens { get; }

    public FaultInjector Faults { get; } = new();

    public IReadOnlyList<SimulatedMarket> Markets { get; }

    public IReadOnlyDictionary<string, ApiKey> Keys { get; }

    /// <summary>Burst and decay per second of calls without a key, by address. Measured: REFERENCE 3.1.</summary>
    public (double Most, double Decay) PublicLimits { get; }

    /// <summary>How old the answer is that is being made; set anew for each.</summary>
    public TimeSpan AnswerAge { get; set; }

    /// <summary>How far the clock that clients are shown is off.</summary>
    public TimeSpan Skew { get; set; }

    /// <summary>Exchange time, UTC.</summary>
    public DateTime Now => Clock.GetUtcNow().UtcDateTime;

    /// <summary>Exchange time as clients see it.</summary>
    public DateTime ShownNow => Now + Skew;

    public ExchangeStatus Status => _status;

    public Action<SimulatedMarket, TapeTrade>? Traded { get; set; }

    public Action<OrderChange>? OrderChanged { get; set; }

    /// <summary>Told what was written into the ledger: both entries of a fill, or one from outside.</summary>
    public Action<IReadOnlyList<LedgerEntry>>? Booked { get; set; }

    public Action? StatusChanged { get; set; }

    /// <summary>When the next thing happens by itself; null: never.</summary>
    public DateTime? NextDue => Venue.NextDue is { } due && !(due >= _statusEnds) ? due : _statusEnds ?? Venue.NextDue;

    /// <summary>Lets everything happen that is due by now.</summary>
    public void Advance()
    {
        var now = Now;
        if (_statusEnds is { } end && now >= end)
        {
            Venue.AdvanceTo(end);
            SetStatus(ExchangeStatus.Online);
        }

        Venue.AdvanceTo(now);
        foreach (var market in Markets)
            market.MoveTo(now);
    }

    /// <summary>Changes what is allowed.</summary>
    /// <param name="status">From now on.</param>
    /// <param name="length">Exchange time after which it is online again; null: until it is set again.</param>
    public void SetStatus(ExchangeStatus status, TimeSpan? length = null)
    {
        _statusEnds = length is { } given ? Now + given : null;
        _status = status;
        Venue.IsTrading = status == ExchangeStatus.Online;
        StatusChanged?.Invoke();
    }

    /// <summary>The market that any of a pair's names means.</summary>
    /// <exception cref="KrakenRefusal">There is none.</exception>
    public SimulatedMarket MarketOf(string name) =>
        Markets.FirstOrDefault(market => market.Pair.IsCalled(name))
            ?? throw new KrakenRefusal("EQuery:Unknown asset pair");

    /// <summary>The market of an order.</summary>
    public SimulatedMarket MarketOfSymbol(string symbol) => _bySymbol[symbol];

    /// <summary>The assets of all pairs, each once.</summary>
    public IEnumerable<KrakenAsset> Assets() =>
        Markets.SelectMany(market => new[] { market.Pair.Base, market.Pair.Quote }).DistinctBy(asset => asset.Id);

    public KrakenAsset? FindAsset(string name) =>
        Assets().FirstOrDefault(asset => asset.Id == name || asset.AltName == name || asset.DisplayName == name);

    /// <summary>A deposit or, below 0, a withdrawal by whoever else uses the account.</summary>
    /// <param name="asset">One that a pair trades.</param>
    /// <param name="amount">Not 0.</param>
    /// <returns>False, and nothing happens: open orders and the balance do not allow it.</returns>
    public bool TryChangeBalance(KrakenAsset asset, decimal amount)
    {
        if (Venue.Account.Available(asset.AltName) + amount < 0)
            return false;
        Booked?.Invoke([Book(Now, asset.AltName, amount)]);
        return true;
    }

    private LedgerEntry Book(DateTime time, string asset, decimal amount)
    {
        Venue.Account.Change(asset, amount);
        return Ledger.Book(time, asset, amount);
    }

    private string AccountName(string asset) => FindAsset(asset)?.AltName ?? asset;

    private void OnOrderChanged(OrderChange change)
    {
        OrderChanged?.Invoke(change);
        if (change.Trade is { } trade)
            Booked?.Invoke(Ledger.Book(trade, MarketOfSymbol(trade.Symbol).Instrument));
    }

    private void OnTraded(VenueMarket market, TapeTrade trade)
    {
        var simulated = _bySymbol[market.Instrument.Symbol];
        simulated.Add(
            in trade, Venue.Book(market, Side.Buy).First().Price, Venue.Book(market, Side.Sell).First().Price);
        Traded?.Invoke(simulated, trade);
    }
}
