using Microsoft.Extensions.Logging.Abstractions;
using TradingBot.Exchanges;
using TradingBot.Exchanges.Connections;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Contract.Accounts;
using TradingBot.Exchanges.Kraken;
using TradingBot.Exchanges.Kraken.Limits;
using TradingBot.Exchanges.Kraken.Notation;
using TradingBot.Exchanges.Kraken.Rest;
using TradingBot.Exchanges.Kraken.Sockets;

namespace TradingBot.Tests.Kraken;

/// <summary>The REST clients over a scripted network and a clock that stands still.</summary>
internal sealed class TestKraken : IDisposable
{
    public const string Secret =
        "kQH5HW/8p1uGOVjbgWA7FunAmGO8lsSUXNsu3eow76sz84Q18fWxnyRzBHCd3pd5nE9qa99HAZtuZuj6F1huXg==";

    private readonly HttpClient _http;
    private readonly NonceSource _nonces;
    private readonly PrivateTransport _private;
    private readonly string _nonceFile = Path.Combine(Path.GetTempPath(), $"nonce-{Guid.NewGuid():N}.txt");

    /// <param name="handler">The network.</param>
    /// <param name="times">Time limits far away unless a test is about them.</param>
    /// <param name="agreesToTrading">Orders say that their owner agrees to trade.</param>
    public TestKraken(HttpMessageHandler handler, PipelineTimes? times = null, bool agreesToTrading = false)
    {
        _http = DirectHandler.Client(handler, new KrakenAddresses().Rest);
        times ??= new PipelineTimes { ReadLimit = TimeSpan.FromHours(1), WriteLimit = TimeSpan.FromHours(1) };
        var pipelines = new RestPipelines("Kraken", Time, NullLogger<RestPipelines>.Instance, times);
        Allowances = new RestAllowances(AccountTier.Starter, Time);
        _nonces = new NonceSource(NonceFile.Open(_nonceFile), Time);
        _private = new PrivateTransport(
            _http, pipelines, Allowances, new KrakenSigner(new ApiKey("KEY", Secret)), _nonces);
        Public = new PublicRest(_http, pipelines, Allowances);
        Account = new AccountRest(_private);
        Orders = new OrderRest(_private, Allowances.Trading) { AgreesToTrading = agreesToTrading };
        Connect = receive => Unconnected(receive, Time);
        Exchange = new ScriptedExchange(this);
    }

    public static PairNames Pair { get; } = new("XXBTZUSD", "XBTUSD", "BTC/USD");

    /// <summary>As the exchange lists it.</summary>
    public static KrakenPair Listed { get; } = new(Pair, KrakenPairs.Find("XBTUSD")!, "online")
    {
        BaseId = "XXBT",
        QuoteId = "ZUSD",
    };

    public ManualTime Time { get; } = new();

    public RestAllowances Allowances { get; }

    public PublicRest Public { get; }

    public AccountRest Account { get; }

    public OrderRest Orders { get; }

    /// <summary>
    /// The private connection that an account makes; one that never connects unless a test has another.
    /// </summary>
    public Func<Action<SocketMessage>, KrakenSocket> Connect { get; init; }

    /// <summary>The same clients behind the contract; XBT/USD has been looked up.</summary>
    public IExchange Exchange { get; }

    public static NewOrder MarketBuy(string id = "11111111-2222-4333-8444-555555555555") => new()
    {
        Instrument = Listed.Instrument,
        Side = Core.Market.Side.Buy,
        Volume = 0.01m,
        ClientOrderId = Guid.Parse(id),
    };

    /// <summary>The same without a key.</summary>
    public IExchange WithoutAccount => new ScriptedExchange(this) { Account = null };

    /// <summary>A connection that never connects.</summary>
    public static KrakenSocket Unconnected(Action<SocketMessage> receive, TimeProvider time) => new(
        new KrakenSocketOptions { Name = "test", ConnectLimit = TimeSpan.FromHours(1) },
        async cancellation =>
        {
            await Task.Delay(Timeout.Infinite, cancellation);
            throw new InvalidOperationException();
        },
        fetchToken: null,
        receive,
        time,
        NullLogger<KrakenSocket>.Instance,
        () => 0);

    public void Dispose()
    {
        _private.Dispose();
        _nonces.Dispose();
        _http.Dispose();
        Allowances.Dispose();
        File.Delete(_nonceFile);
    }

    private sealed class ScriptedExchange : IExchange
    {
        private readonly TestKraken _kraken;

        public ScriptedExchange(TestKraken kraken)
        {
            _kraken = kraken;
            var logs = NullLoggerFactory.Instance;
            var pairs = new ListedPairs();
            pairs.Add(Listed);
            var sockets = new KrakenSockets(
                new KrakenAddresses(), speed: 1, RealNetwork.With(kraken.Time), logs);
            Market = new KrakenMarketData(kraken.Public, pairs, sockets, logs, listFile: null);
            Account = new KrakenAccount(
                kraken.Account,
                kraken.Orders,
                kraken.Allowances.Trading,
                pairs,
                receive => kraken.Connect(receive),
                NullLogger<KrakenAccount>.Instance);
        }

        public IVenue Venue => Venues.Default;

        public ExchangeCapabilities Capabilities { get; } = new()
        {
            HasDeadMansSwitch = true,
            ShortestDeadline = TimeSpan.FromSeconds(2.5),
            BookDepths = [10, 100],
            HasTape = true,
        };

        public IMarketData Market { get; }

        public IAccount? Account { get; init; }

        public IReadOnlyList<RateLimit> RateLimits =>
        [
            new("public", _kraken.Allowances.Public.Headroom),
            new("private", _kraken.Allowances.Private.Headroom),
            new(RateLimit.Trading, _kraken.Allowances.Trading.Headroom),
        ];

        public IReadOnlyList<ExchangeAddress> Addresses => [];

        public ValueTask DisposeAsync() => default;
    }
}

/// <summary>Orders in Kraken's terms.</summary>
internal static class KrakenOrders
{
    public static KrakenOrder AtKraken(this NewOrder order, bool isValidatedOnly = false) =>
        new(TestKraken.Pair, order, isValidatedOnly);
}
