using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using TradingBot.Cli;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Simulation;
using TradingBot.History;
using TradingBot.Kraken;
using TradingBot.Kraken.Feed;
using TradingBot.Kraken.Rest;
using TradingBot.Kraken.Sockets;
using TradingBot.Modes;

namespace TradingBot.Hosting;

/// <summary>
/// Paper trading from start to end: ask the exchange, warm up, follow the market, decide, fill on paper.
/// </summary>
/// <param name="request">What to trade; the exchange completes it.</param>
/// <param name="kraken">Where the exchange is.</param>
/// <param name="rest">Its public interface.</param>
/// <param name="account">What the user's key opens, or null without one.</param>
/// <param name="time">The clock.</param>
/// <param name="logs">For every part's changes of state.</param>
internal sealed class PaperSession(
    TradeRequest request,
    KrakenOptions kraken,
    PublicRest rest,
    KrakenAccount? account,
    TimeProvider time,
    ILoggerFactory logs)
{
    /// <summary>The engine of the running session; null until the exchange has answered.</summary>
    public TradingEngine? Engine { get; private set; }

    /// <summary>What is traded, with the exchange's rules and the fees once it has answered.</summary>
    public TradeRequest Request { get; private set; } = request;

    /// <summary>Trades until cancelled.</summary>
    /// <exception cref="UserError">The exchange cannot be reached or refuses; one line.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var pair = await PairSearch.FindAsync(rest, Request.PairName, cancellation).ConfigureAwait(false);
        var choice = new FeeChoice(account?.Reader, logs.CreateLogger<FeeChoice>());
        var fees = await choice.ForAsync(Request, pair, cancellation).ConfigureAwait(false);
        Request = Request with { Instrument = pair.Instrument, Fees = fees };
        var warmUp = await WarmUpAsync(pair, cancellation).ConfigureAwait(false);
        var engine = Engine = WarmedUp(warmUp);
        var queue = EngineQueue.Create();
        var feed = new MarketFeed(
            pair, new TradeBackfill(rest), queue.Writer, PublicSocket, time, logs.CreateLogger<MarketFeed>());
        if (await feed.PrimeAsync(EndOf(warmUp.Candles[^1]), cancellation).ConfigureAwait(false) is { } reason)
            throw new UserError($"Kraken's Trades cannot be had: {reason}", ExitCode.Failed);

        var validation = Request.Validates && account is not null
            ? new OrderValidation(account.Orders, pair.Names, logs.CreateLogger<OrderValidation>())
            : null;
        var exchange = new SimulatedExchange(pair.Instrument, new FillModel(Slippage: 0, fees), Request.Balance);
        var loop = new TradingLoop(
            engine,
            queue.Reader,
            new PaperExchange(exchange, feed, queue.Writer, validation),
            pair.Instrument,
            Request.Poll,
            BannerOf(pair),
            logs.CreateLogger<TradingLoop>());
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var following = FollowAsync(feed, queue.Writer, ended.Token);
        var validating = validation?.RunAsync(ended.Token) ?? Task.CompletedTask;
        try
        {
            await loop.RunAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(following, validating).ConfigureAwait(false);
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

    private static async Task FollowAsync(
        MarketFeed feed, ChannelWriter<EngineEvent> events, CancellationToken cancellation)
    {
        await feed.RunAsync(cancellation).ConfigureAwait(false);
        events.TryComplete(cancellation.IsCancellationRequested
            ? null
            : new UserError("Kraken refuses the market data connection; see the log", ExitCode.Failed));
    }

    private Task<WarmUp> WarmUpAsync(KrakenPair pair, CancellationToken cancellation)
    {
        var store = Request.DataDirectory is { } directory ? new CandleStore(directory) : null;
        return new WarmUpHistory(new CandleHistory(rest), store, logs.CreateLogger<WarmUpHistory>())
            .ReadAsync(pair.Names, Request.Timeframe, Request.WarmUp, cancellation);
    }

    private TradingEngine WarmedUp(WarmUp warmUp)
    {
        var candles = warmUp.Candles;
        var engine = new TradingEngine(Backtest.SetupOf(Request) with
        {
            Instrument = Request.Instrument,
            TradeFrom = candles[^1].OpenSeconds + (1 + warmUp.Missing) * (long)Request.Timeframe.Seconds,
        });
        foreach (var candle in candles)
            engine.Process(in candle);
        return engine;
    }

    private DateTime EndOf(Candle candle) => candle.OpenTime + Request.Timeframe.Length;

    // The original's words; its exchange name was always in capitals.
    private string BannerOf(KrakenPair pair) =>
        $"Trading {pair.Names.Id} on {Request.Exchange.ToUpperInvariant()} with {Request.Strategy.Name} @ "
        + $"{Request.Timeframe} minute period, on paper";
}
