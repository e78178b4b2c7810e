using Microsoft.Extensions.Logging;
using TradingBot.Core.Market;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Exchanges.Contract.Capture;
using TradingBot.Exchanges.Kraken.Feeds;
using TradingBot.Exchanges.Kraken.Notation;
using TradingBot.Exchanges.Kraken.Rest;
using TradingBot.Exchanges.Kraken.Rest.Wire;

namespace TradingBot.Exchanges.Kraken;

/// <summary>Kraken's prices.</summary>
/// <param name="rest">The public interface.</param>
/// <param name="pairs">Keeps the pairs that were looked up.</param>
/// <param name="sockets">Make the public connection of each stream.</param>
/// <param name="logs">For changes of state.</param>
/// <param name="listFile">Where the list of pairs is kept for later backtests, or null.</param>
internal sealed class KrakenMarketData(
    PublicRest rest, ListedPairs pairs, KrakenSockets sockets, ILoggerFactory logs, string? listFile) : IMarketData
{
    /// <summary>The most that REST gives.</summary>
    private const int BookDepth = 500;

    private readonly CandleHistory _candles = new(rest);
    private readonly TradeBackfill _trades = new(rest);
    private readonly TradePages _tape = new(rest);

    public async Task<Answer<ExchangeStatus>> StatusAsync(CancellationToken cancellation) =>
        (await rest.SystemStatusAsync(cancellation).ConfigureAwait(false))
            .Map(status => new ExchangeStatus(status.Mode.AsExchangeMode(), status.Status));

    public async Task<Answer<DateTime>> TimeAsync(CancellationToken cancellation) =>
        (await rest.TimeAsync(cancellation).ConfigureAwait(false))
            .Map(time => DateTime.UnixEpoch.AddSeconds(time.UnixSeconds));

    public async Task<Answer<ListedInstrument?>> FindAsync(string name, CancellationToken cancellation)
    {
        // All pairs, once: asked for one, Kraken takes some of its names and refuses others.
        var answer = await rest.AssetPairsAsync([], cancellation).ConfigureAwait(false);
        return answer.Map(rows =>
        {
            var listed = KrakenPair.From(rows);
            if (listFile is not null)
                PairList.WriteIfPossible(listFile, listed.Select(pair => pair.Instrument));
            if (KrakenPair.Find(listed, name) is not { } found)
                return null;
            pairs.Add(found);
            return new ListedInstrument(found.Instrument, found.Names.Id, found.Status == "online", found.Status);
        });
    }

    public Task<Answer<IReadOnlyList<Candle>>> CandlesAsync(
        Instrument instrument, Timeframe timeframe, CancellationToken cancellation) => pairs.AskAsync(
            instrument, pair => _candles.FinishedAsync(pair.Names.Id, timeframe, from: null, cancellation));

    public Task<Answer<TapePart>> TradesAsync(
        Instrument instrument, DateTime from, CancellationToken cancellation) =>
        pairs.AskAsync(instrument, pair => _trades.ReadAsync(pair.Names.Id, from, cancellation));

    public Task<Answer<TapePart>> NewestTradesAsync(Instrument instrument, CancellationToken cancellation) =>
        pairs.AskAsync(instrument, pair => _trades.NewestAsync(pair.Names.Id, cancellation));

    public Task<Answer<TapePage>> TapeAsync(
        Instrument instrument, DateTime from, string? next, CancellationToken cancellation) =>
        pairs.AskAsync(instrument, pair => _tape.ReadAsync(pair.Names.Id, from, next, cancellation));

    public Task<Answer<Ticker>> TickerAsync(Instrument instrument, CancellationToken cancellation) =>
        pairs.AskAsync(instrument, pair => TickerAsync(pair, cancellation));

    public Task<Answer<OrderBook>> BookAsync(Instrument instrument, CancellationToken cancellation) =>
        pairs.AskAsync(instrument, pair => BookAsync(pair, cancellation));

    public IMarketStream Follow(Instrument instrument, int depth, IMarketListener listener) => new KrakenMarketStream(
        pairs.Of(instrument), depth, sockets.Public, listener, logs.CreateLogger<KrakenMarketStream>());

    public IMarketCapture Capture(IReadOnlyList<CapturedMarket> markets, ICaptureListener listener) =>
        new KrakenCapture(markets, pairs, sockets, listener, logs);

    public CapturedMarket Captured(Instrument instrument, int bookDepth, bool hasTrades) =>
        new(instrument, bookDepth, hasTrades, pairs.Of(instrument).Names.Socket);

    private async Task<Answer<Ticker>> TickerAsync(KrakenPair pair, CancellationToken cancellation)
    {
        var answer = await rest.TickerAsync([pair.Names.Id], cancellation).ConfigureAwait(false);
        return OnlyRow(answer).Map(ticker => new Ticker(
            ticker.Bid[0], ticker.Ask[0], ticker.LastTrade[0], ticker.Volume[0], ticker.TradeCount[0]));
    }

    private async Task<Answer<OrderBook>> BookAsync(KrakenPair pair, CancellationToken cancellation)
    {
        var answer = await rest.DepthAsync(pair.Names.Id, BookDepth, cancellation).ConfigureAwait(false);
        return OnlyRow(answer).Map(BookOf);
    }

    private static Answer<T> OnlyRow<T>(Answer<Dictionary<string, T>> answer) =>
        answer is Answer<Dictionary<string, T>>.Success { Value.Count: 0 }
            ? new Answer<T>.Unknown("an answer without the pair")
            : answer.Map(rows => rows.Values.First());

    private static OrderBook BookOf(DepthInfo depth)
    {
        var book = new OrderBook(BookDepth);
        foreach (var row in depth.Bids)
            book.Set(Side.Buy, row.Level);
        foreach (var row in depth.Asks)
            book.Set(Side.Sell, row.Level);
        return book;
    }
}
