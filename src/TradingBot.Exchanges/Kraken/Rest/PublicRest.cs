using TradingBot.Core.Market;
using TradingBot.Exchanges.Connections;
using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Exchanges.Kraken.Rest.Wire;

namespace TradingBot.Exchanges.Kraken.Rest;

/// <summary>
/// Kraken's public REST interface. Every call retries, waits for its turn under the rate limit and ends in an
/// <see cref="Answer{T}"/>; pairs may be given by any of their names.
/// </summary>
internal sealed class PublicRest(HttpClient http, RestPipelines pipelines, RestAllowances allowances)
{
    /// <summary>Trades in one page, the most Kraken gives.</summary>
    public const int TradesPerPage = 1000;

    private readonly PublicTransport _transport = new(http, pipelines, allowances);

    public Task<Answer<ServerTime>> TimeAsync(CancellationToken cancellation) =>
        Read("Time", new FormFields(), cancellation).As(RestJson.Default.ServerTime);

    public Task<Answer<SystemStatusInfo>> SystemStatusAsync(CancellationToken cancellation) =>
        Read("SystemStatus", new FormFields(), cancellation).As(RestJson.Default.SystemStatusInfo);

    /// <param name="pairs">The pairs, or none for all.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <returns>By pair id; <see cref="KrakenPair"/> makes instruments of it.</returns>
    public Task<Answer<Dictionary<string, AssetPairInfo>>> AssetPairsAsync(
        IReadOnlyCollection<string> pairs, CancellationToken cancellation) =>
        Read("AssetPairs", Pairs(pairs), cancellation).As(RestJson.Default.DictionaryStringAssetPairInfo);

    /// <param name="pairs">The pairs, or none for all.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <returns>By pair id.</returns>
    public Task<Answer<Dictionary<string, TickerInfo>>> TickerAsync(
        IReadOnlyCollection<string> pairs, CancellationToken cancellation) =>
        Read("Ticker", Pairs(pairs), cancellation).As(RestJson.Default.DictionaryStringTickerInfo);

    /// <summary>Up to 720 finished intervals and the running one; the last row is never finished.</summary>
    /// <param name="pair">Any name.</param>
    /// <param name="timeframe">One of those that Kraken has.</param>
    /// <param name="after">Only intervals that start later than this unix second, or null.</param>
    /// <param name="cancellation">Ends the call.</param>
    public Task<Answer<PairRows<OhlcRow>>> OhlcAsync(
        string pair, Timeframe timeframe, long? after, CancellationToken cancellation) =>
        Read(
            "OHLC",
            new FormFields().Add("pair", pair).Add("interval", timeframe.Minutes).Add("since", after),
            cancellation).AsRows(OhlcRow.Read);

    /// <param name="pair">Any name.</param>
    /// <param name="levels">1 to 500 of each side.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <returns>By pair id, one entry.</returns>
    public Task<Answer<Dictionary<string, DepthInfo>>> DepthAsync(
        string pair, int levels, CancellationToken cancellation) =>
        Read("Depth", new FormFields().Add("pair", pair).Add("count", levels), cancellation)
            .As(RestJson.Default.DictionaryStringDepthInfo);

    /// <param name="pair">Any name.</param>
    /// <param name="since">
    /// Unix nanoseconds, or null for the newest page. <see cref="PairRows{T}.Last"/> gives the next.
    /// </param>
    /// <param name="cancellation">Ends the call.</param>
    public Task<Answer<PairRows<PublicTrade>>> TradesAsync(string pair, long? since, CancellationToken cancellation) =>
        Read("Trades", new FormFields().Add("pair", pair).Add("since", since).Add("count", TradesPerPage), cancellation)
            .AsRows(PublicTrade.Read);

    /// <summary>
    /// The same with the digits as they are printed. A page of another form than documented is refused.
    /// </summary>
    public Task<Answer<PairRows<PrintedRow>>> PrintedTradesAsync(
        string pair, long since, CancellationToken cancellation) =>
        Read("Trades", new FormFields().Add("pair", pair).Add("since", since).Add("count", TradesPerPage), cancellation)
            .AsProvenRows(PrintedRow.Read);

    private static FormFields Pairs(IReadOnlyCollection<string> pairs) =>
        new FormFields().Add("pair", pairs.Count == 0 ? null : string.Join(',', pairs));

    private Task<Answer<ReadOnlyMemory<byte>>> Read(
        string endpoint, FormFields fields, CancellationToken cancellation) =>
        _transport.ReadAsync(new RestCall(endpoint, fields), cancellation);
}
