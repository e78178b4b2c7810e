using Microsoft.Extensions.Logging;
using TradingBot.Exchanges.Connections;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Contract.Accounts;
using TradingBot.Exchanges.Kraken.Rest;

namespace TradingBot.Exchanges.Kraken;

/// <summary>Kraken's clients for one process: REST and WebSockets that share one set of counters.</summary>
internal sealed class KrakenExchange : IExchange
{
    /// <summary>So that two attempts end, with their reason, before a check of the doctor's does.</summary>
    private static readonly PipelineTimes Impatient = new()
    {
        ReadLimit = TimeSpan.FromSeconds(6),
        Retries = 1,
        RefusalPause = TimeSpan.FromSeconds(2),
    };

    private readonly HttpClient _http;
    private readonly RestAllowances _allowances;
    private readonly KrakenAddresses _addresses;
    private readonly NonceSource? _nonces;
    private readonly PrivateTransport? _transport;

    /// <inheritdoc cref="IVenue.Connect"/>
    public KrakenExchange(
        IVenue venue, ExchangeOptions options, ApiKey? key, ExchangeEnvironment environment, ILoggerFactory logs)
    {
        Venue = venue;
        _addresses = KrakenAddresses.Of(options.At);
        _http = DirectHandler.Client(environment.Http(), _addresses.Rest);
        _allowances = new RestAllowances(KrakenVenue.TierOf(options.AccountTier), environment.Time);
        var sockets = new KrakenSockets(_addresses, options.Speed, environment, logs);
        var pipelines = new RestPipelines(
            venue.DisplayName,
            environment.Time,
            logs.CreateLogger<RestPipelines>(),
            options.IsImpatient ? Impatient : null,
            environment.Chance);
        var pairs = new ListedPairs();
        var listFile = options.KeepsPairs ? PairList.NewestFile : null;
        Market = new KrakenMarketData(
            new PublicRest(_http, pipelines, _allowances), pairs, sockets, logs, listFile);
        if (key is null)
            return;
        var signer = new KrakenSigner(key);
        _nonces = new NonceSource(NonceFile.Open(NoncePath(options, key)), environment.Time);
        _transport = new PrivateTransport(_http, pipelines, _allowances, signer, _nonces);
        var reader = new AccountRest(_transport);
        Account = new KrakenAccount(
            reader,
            new OrderRest(_transport, _allowances.Trading) { AgreesToTrading = options.AgreesToTrading },
            _allowances.Trading,
            pairs,
            receive => sockets.Private(reader.WebSocketsTokenAsync, receive),
            logs.CreateLogger<KrakenAccount>());
    }

    public IVenue Venue { get; }

    public ExchangeCapabilities Capabilities { get; } = new()
    {
        HasDeadMansSwitch = true,
        // 2 seconds at least (REST), and the way there takes time.
        ShortestDeadline = TimeSpan.FromSeconds(2.5),
        BookDepths = [10, 25, 100, 500, 1000],
        CandlePeriods = [1, 5, 15, 30, 60, 240, 1440, 10080, 21600],
        HasTape = true,
    };

    public IMarketData Market { get; }

    public IAccount? Account { get; }

    public IReadOnlyList<RateLimit> RateLimits =>
    [
        new("public", _allowances.Public.Headroom),
        new("private", _allowances.Private.Headroom),
        new(RateLimit.Trading, _allowances.Trading.Headroom),
    ];

    public IReadOnlyList<ExchangeAddress> Addresses =>
    [
        new("REST", _addresses.Rest),
        new("public socket", _addresses.PublicSocket),
        new("private socket", _addresses.PrivateSocket),
    ];

    /// <summary>One file a key, named after the key's fingerprint.</summary>
    public static string NoncePath(ExchangeOptions options, ApiKey key) =>
        Path.Combine(options.StateDirectory, $"kraken-nonce-{key.Fingerprint}.txt");

    public ValueTask DisposeAsync()
    {
        _transport?.Dispose();
        _nonces?.Dispose();
        _allowances.Dispose();
        _http.Dispose();
        return default;
    }
}
