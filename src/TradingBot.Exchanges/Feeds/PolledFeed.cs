using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using TradingBot.Core.Market;
using TradingBot.Exchanges.Connections;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Contract.Answers;

namespace TradingBot.Exchanges.Feeds;

/// <summary>
/// Follows a market by REST alone, as the original did: the ticker at an interval, and the trades when it shows that
/// there were any. The client's own limit spaces the calls out where the interval is too short for Kraken.
/// </summary>
/// <param name="instrument">The pair to follow.</param>
/// <param name="tape">Fetches the trades.</param>
/// <param name="market">The exchange.</param>
/// <param name="interval">Between two looks at the ticker.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Changes of state.</param>
public sealed partial class PolledFeed(
    Instrument instrument,
    CandleTape tape,
    IMarketData market,
    TimeSpan interval,
    TimeProvider time,
    ILogger<PolledFeed> log) : IMarketFeed
{
    /// <summary>A candle's end does not wait for a long interval.</summary>
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan OldestBook = TimeSpan.FromSeconds(5);

    private readonly ILogger<PolledFeed> _log = log;
    private readonly Channel<bool> _bookWanted = Channel.CreateBounded<bool>(1);
    private readonly Lock _bookGuard = new();
    private OrderBook? _book;
    private bool _isBookComing;
    private long _askedForBook;
    private Ticker? _shown;
    private volatile bool _isBehind;

    public ConnectionState? Connection => null;

    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            await JointTasks.UntilOneEndsAsync(cancellation, PollAsync, AskWhenDueAsync, FetchBooksAsync)
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The program stops.
        }
    }

    /// <summary>
    /// A book is fetched when it is wanted, and is used once and soon: at the next look it would be old, and whoever
    /// wanted it may be gone by the time it comes.
    /// </summary>
    public bool TryShowBook(Action<OrderBook> look)
    {
        lock (_bookGuard)
        {
            if (_book is not { } book || time.GetElapsedTime(_askedForBook) > OldestBook)
            {
                _book = null;
                _isBookComing = _isBookComing || _bookWanted.Writer.TryWrite(true);
                return false;
            }

            _book = null;
            look(book);
            return true;
        }
    }

    private async Task PollAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(interval, time);
        do
        {
            var answer = await market.TickerAsync(instrument, cancellation).ConfigureAwait(false);
            if (answer is Answer<Ticker>.Success success)
                Compare(success.Value);
            else
                NotPolled(AnswerText.Of(answer));
        }
        while (await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false));
    }

    private void Compare(Ticker ticker)
    {
        if (_shown is not { } before || !ticker.IsSameTape(before))
            _isBehind = true;
        _shown = ticker;
    }

    private async Task AskWhenDueAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(interval < LookInterval ? interval : LookInterval, time);
        do
        {
            if (!_isBehind && !tape.IsQuestionDue)
                continue;
            _isBehind = false;
            if (await tape.AskAsync(cancellation).ConfigureAwait(false) == TapeAnswer.None)
                _isBehind = true;
        }
        while (await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false));
    }

    private async Task FetchBooksAsync(CancellationToken cancellation)
    {
        await foreach (var _ in _bookWanted.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
        {
            var asked = time.GetTimestamp();
            var answer = await market.BookAsync(instrument, cancellation).ConfigureAwait(false);
            var book = (answer as Answer<OrderBook>.Success)?.Value;
            lock (_bookGuard)
            {
                _book = book;
                (_isBookComing, _askedForBook) = (false, asked);
            }

            if (book is null)
                NoBook(AnswerText.Of(answer));
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not get the ticker: {Reason}; trying again")]
    private partial void NotPolled(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not get the order book: {Reason}; trying again")]
    private partial void NoBook(string reason);
}
