using Microsoft.Extensions.Logging;
using TradingBot.Core.Market;
using TradingBot.Exchanges.Connections;
using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Exchanges.Contract.Capture;

namespace TradingBot.Exchanges.Kraken;

/// <summary>Books, trades and candles of many pairs over Kraken's public WebSockets.</summary>
internal sealed class KrakenCapture : IMarketCapture
{
    /// <summary>
    /// Pairs that share a connection. Kraken publishes no limit; so a line that is lost takes no more than these, and a
    /// thread can read them.
    /// </summary>
    public const int PairsPerConnection = 20;

    private readonly List<KrakenCaptureLine> _lines = [];
    private readonly Dictionary<string, KrakenCaptureLine> _bySymbol = [];
    private readonly KrakenSockets _sockets;

    /// <param name="markets">What to record, each pair once.</param>
    /// <param name="pairs">Those that were looked up.</param>
    /// <param name="sockets">Make the public connections.</param>
    /// <param name="listener">Gets everything.</param>
    /// <param name="logs">For changes of state.</param>
    public KrakenCapture(
        IReadOnlyList<CapturedMarket> markets,
        ListedPairs pairs,
        KrakenSockets sockets,
        ICaptureListener listener,
        ILoggerFactory logs)
    {
        _sockets = sockets;
        foreach (var part in markets.Chunk(PairsPerConnection))
        {
            var line = new KrakenCaptureLine(
                _lines.Count,
                [.. part.Select(market => new KrakenCapturedPair(pairs.Of(market.Instrument), market))],
                sockets,
                listener,
                logs.CreateLogger<KrakenCaptureLine>());
            _lines.Add(line);
            foreach (var market in part)
                _bySymbol.Add(market.Instrument.Symbol, line);
        }
    }

    public IReadOnlyList<ConnectionState> Connections => _lines.ConvertAll(line => line.State);

    public IReadOnlyList<CapturedMarket> MarketsOf(int connection) => _lines[connection].Markets;

    public Task RunAsync(CancellationToken cancellation) => JointTasks.UntilOneEndsAsync(
        cancellation, [.. _lines.Select(line => (Func<CancellationToken, Task>)line.RunAsync)]);

    public bool TryShowBook(Instrument instrument, Action<OrderBook> look) =>
        _bySymbol[instrument.Symbol].TryShowBook(instrument, look);

    public void RenewBook(Instrument instrument) => _bySymbol[instrument.Symbol].RenewBook(instrument);

    public Task<BookAudit> AuditAsync(Instrument instrument, CancellationToken cancellation) =>
        new KrakenAudit(_bySymbol[instrument.Symbol].Of(instrument), _sockets, _sockets.Time).RunAsync(cancellation);
}
