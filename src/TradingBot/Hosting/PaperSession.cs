using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using TradingBot.Cli;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Simulation;
using TradingBot.Kraken;
using TradingBot.Kraken.Feed;
using TradingBot.Kraken.Rest;
using TradingBot.Kraken.Rest.Wire;
using TradingBot.Kraken.Sockets;
using TradingBot.Modes;

namespace TradingBot.Hosting;

/// <summary>
/// Paper trading from start to end: ask the exchange, warm up, follow the market, decide, fill on paper.
/// </summary>
internal sealed partial class PaperSession(
    TradeRequest request,
    KrakenOptions kraken,
    PublicRest rest,
    TimeProvider time,
    ILoggerFactory logs)
{
    private readonly ILogger<PaperSession> _log = logs.CreateLogger<PaperSession>();

    /// <summary>The engine of the running session; null until the exchange has answered.</summary>
    public TradingEngine? Engine { get; private set; }

    /// <summary>Trades until cancelled.</summary>
    /// <exception cref="UserError">The exchange cannot be reached or refuses; one line.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var pair = await PairAsync(cancellation).ConfigureAwait(false);
        var queue = EngineQueue.Create();
        var tape = new CandleTape(
            pair, request.Timeframe, rest, queue.Writer, time, logs.CreateLogger<CandleTape>());
        if (await tape.SetClockAsync(cancellation).ConfigureAwait(false) is { } noTime)
            throw Unreachable("Time", noTime);
        var history = await HistoryAsync(pair, tape.Settled, cancellation).ConfigureAwait(false);
        var engine = Engine = WarmedUp(pair.Instrument, history);
        if (await tape.PrimeAsync(EndOf(history[^1]), cancellation).ConfigureAwait(false) is { } reason)
            throw Unreachable("Trades", reason);

        var feed = FeedOf(pair, tape);
        var fills = new FillModel(Slippage: 0, request.Fees);
        var exchange = new SimulatedExchange(pair.Instrument, fills, request.Balance);
        var loop = new TradingLoop(
            engine,
            queue.Reader,
            new PaperExchange(exchange, feed, queue.Writer),
            pair.Instrument,
            request.Poll,
            BannerOf(pair),
            time,
            logs.CreateLogger<TradingLoop>());
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var following = FollowAsync(feed, queue.Writer, ended.Token);
        try
        {
            await loop.RunAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await following.ConfigureAwait(false);
        }
    }

    private KrakenSocket PublicSocket(Action<SocketMessage> receive) => new(
        new KrakenSocketOptions { Name = "public" },
        SocketConnector.To(kraken.PublicSocket),
        fetchToken: null,
        receive,
        time,
        logs.CreateLogger<KrakenSocket>(),
        Random.Shared.NextDouble);

    private IMarketFeed FeedOf(KrakenPair pair, CandleTape tape) => request.Feed == FeedKind.Rest
        ? new RestFeed(pair, tape, rest, request.Poll, time, logs.CreateLogger<RestFeed>())
        : new SocketFeed(pair, tape, PublicSocket, time, logs.CreateLogger<SocketFeed>());

    private static async Task FollowAsync(
        IMarketFeed feed, ChannelWriter<EngineEvent> events, CancellationToken cancellation)
    {
        await feed.RunAsync(cancellation).ConfigureAwait(false);
        events.TryComplete(cancellation.IsCancellationRequested
            ? null
            : new UserError("Kraken refuses the market data connection; see the log", ExitCode.Failed));
    }

    private TradingEngine WarmedUp(Instrument instrument, IReadOnlyList<Candle> history)
    {
        var engine = new TradingEngine(Backtest.SetupOf(request) with
        {
            Instrument = instrument,
            TradeFrom = history[^1].OpenSeconds + request.Timeframe.Seconds,
        });
        foreach (var candle in history)
            engine.Process(in candle);
        var (from, to) = (history[0].OpenTime, EndOf(history[^1]));
        WarmUp(history.Count, from, to);
        return engine;
    }

    private async Task<KrakenPair> PairAsync(CancellationToken cancellation)
    {
        var symbol = request.Instrument.Symbol;
        var answer = await rest.AssetPairsAsync([symbol], cancellation).ConfigureAwait(false);
        if (answer is not Answer<Dictionary<string, AssetPairInfo>>.Success success)
            throw Unreachable("AssetPairs", AnswerText.Of(answer));
        return KrakenPair.From(success.Value).FirstOrDefault(pair => pair.IsCalled(symbol))
            ?? throw new UserError($"--currency: Kraken does not list '{symbol}'");
    }

    /// <param name="pair">The pair.</param>
    /// <param name="settled">
    /// A candle that ended later may still lack a trade in Kraken's answer: it is built from its trades instead.
    /// </param>
    /// <param name="cancellation">Ends the call.</param>
    private async Task<IReadOnlyList<Candle>> HistoryAsync(
        KrakenPair pair, DateTime settled, CancellationToken cancellation)
    {
        var history = new CandleHistory(rest);
        var answer = await history.FinishedAsync(pair.Names.Id, request.Timeframe, from: null, cancellation)
            .ConfigureAwait(false);
        if (answer is not Answer<IReadOnlyList<Candle>>.Success success)
            throw Unreachable("OHLC", AnswerText.Of(answer));
        List<Candle> candles = [.. success.Value.Where(candle => EndOf(candle) <= settled)];
        return candles.Count > 0 ? candles : throw Unreachable("OHLC", "no finished candle");
    }

    private DateTime EndOf(Candle candle) => candle.OpenTime + request.Timeframe.Length;

    // The original's words; its exchange name was always in capitals.
    private string BannerOf(KrakenPair pair) =>
        $"Trading {pair.Names.Id} on {request.Exchange.ToUpperInvariant()} with {request.Strategy.Name} @ "
        + $"{request.Timeframe} minute period, on paper";

    private static UserError Unreachable(string call, string reason) =>
        new($"Kraken's {call} cannot be had: {reason}", ExitCode.Failed);

    [LoggerMessage(Level = LogLevel.Information, Message = "Warmed up with {Count} candles, {From:u} to {To:u}")]
    private partial void WarmUp(int count, DateTime from, DateTime to);
}
