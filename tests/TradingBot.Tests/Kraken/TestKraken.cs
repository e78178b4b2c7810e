using Microsoft.Extensions.Logging.Abstractions;
using TradingBot.Exchanges.Connections;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Kraken;
using TradingBot.Exchanges.Kraken.Rest;

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
        _http = new HttpClient(handler);
        KrakenRegistration.Configure(_http, new KrakenOptions { StateDirectory = Path.GetTempPath() });
        times ??= new PipelineTimes { ReadLimit = TimeSpan.FromHours(1), WriteLimit = TimeSpan.FromHours(1) };
        var pipelines = new RestPipelines(Time, NullLogger<RestPipelines>.Instance, times);
        Allowances = new RestAllowances(AccountTier.Starter, Time);
        _nonces = new NonceSource(NonceFile.Open(_nonceFile), Time);
        _private = new PrivateTransport(_http, pipelines, Allowances, new ApiKey("KEY", Secret), _nonces);
        Public = new PublicRest(_http, pipelines, Allowances);
        Account = new AccountRest(_private);
        Orders = new OrderRest(_private, Allowances.Trading) { AgreesToTrading = agreesToTrading };
    }

    public static PairNames Pair { get; } = new("XXBTZUSD", "XBTUSD", "BTC/USD");

    public ManualTime Time { get; } = new();

    public RestAllowances Allowances { get; }

    public PublicRest Public { get; }

    public AccountRest Account { get; }

    public OrderRest Orders { get; }

    public static NewOrder MarketBuy(string id = "11111111-2222-4333-8444-555555555555") => new()
    {
        Pair = Pair,
        Side = Core.Market.Side.Buy,
        Kind = OrderKind.Market,
        Volume = 0.01m,
        ClientOrderId = id,
    };

    public void Dispose()
    {
        _private.Dispose();
        _nonces.Dispose();
        _http.Dispose();
        Allowances.Dispose();
        File.Delete(_nonceFile);
    }
}
