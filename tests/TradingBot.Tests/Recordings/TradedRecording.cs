using System.Globalization;
using TradingBot.Core.Market;
using TradingBot.Data.Recordings;
using TradingBot.Tests.Cli;

namespace TradingBot.Tests.Recordings;

/// <summary>
/// A recording of kraken:XBTUSD that a test writes and trades on: what happened at which second since noon by the
/// exchange's clock. All of it was received <see cref="Delay"/> later, by a clock that agrees with the exchange's.
/// </summary>
internal sealed class TradedRecording : IDisposable
{
    public static readonly DateTime Noon = new(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);

    private readonly SealedHours _hours;
    private long _trade = 1000;

    /// <param name="depth">Levels of a side that are recorded.</param>
    public TradedRecording(int depth = 10) => _hours = new(new RecordedPair("kraken", "XBTUSD", 1, 8, depth));

    public static TimeSpan Delay { get; } = TimeSpan.FromMilliseconds(20);

    public SealedHours Hours => _hours;

    public string Directory => _hours.Folder.Root;

    /// <summary>A moment by the exchange's clock, in whole microseconds.</summary>
    /// <param name="seconds">Since noon.</param>
    public static DateTime At(double seconds) =>
        Noon.AddTicks((long)Math.Round(seconds * 1_000_000) * TimeSpan.TicksPerMicrosecond);

    /// <summary>The whole book.</summary>
    public void Book(
        double at, (decimal Price, decimal Quantity)[] bids, (decimal Price, decimal Quantity)[] asks) => Say(
        at,
        $"book XBTUSD snapshot exch={Micros(at)}"
        + string.Concat(bids.Select(level => Line('b', level)))
        + string.Concat(asks.Select(level => Line('a', level))));

    public void Bid(double at, decimal price, decimal quantity) =>
        Say(at, $"book XBTUSD update exch={Micros(at)}{Line('b', (price, quantity))}");

    public void Ask(double at, decimal price, decimal quantity) =>
        Say(at, $"book XBTUSD update exch={Micros(at)}{Line('a', (price, quantity))}");

    /// <summary>A buyer takes.</summary>
    public void Buy(double at, decimal price, decimal quantity = 1) => Trade(at, Side.Buy, price, quantity);

    /// <summary>A seller takes.</summary>
    public void Sell(double at, decimal price, decimal quantity = 1) => Trade(at, Side.Sell, price, quantity);

    public void Trade(double at, Side taker, decimal price, decimal quantity) =>
        Say(at, $"trades XBTUSD Stream{TradeLine(++_trade, at, taker, price, quantity)}");

    /// <summary>Nobody has received a trade; where it was fetched, that came later.</summary>
    public string Missed(double at, decimal price, decimal quantity = 1) =>
        TradeLine(++_trade, at, Side.Buy, price, quantity);

    /// <summary>Trades that were missed are fetched.</summary>
    public void Fetch(double at, params string[] missed) => Say(at, $"trades XBTUSD Rest{string.Concat(missed)}");

    /// <summary>A trade at each of some seconds: candles have something to be made of.</summary>
    public void Ticks(IEnumerable<double> at, decimal price)
    {
        foreach (var second in at)
            Buy(second, price, 0.001m);
    }

    /// <summary>Our clock comes to that moment by the exchange's.</summary>
    public void GoTo(double at)
    {
        var left = At(at) + Delay - _hours.Test.Time.GetUtcNow().UtcDateTime;
        _hours.Test.Time.Advance(left);
    }

    /// <summary>Something is received.</summary>
    public void Say(double at, string message)
    {
        GoTo(at);
        _hours.Test.Say(_hours.Main, message).Should().BeTrue();
    }

    /// <summary>The hour is over and sealed.</summary>
    public void Seal() => _hours.Seal();

    /// <summary>
    /// Trades on it from noon with a strategy that enters whenever it has seen a book, one trade at most and no fee.
    /// </summary>
    /// <param name="arguments">Further ones.</param>
    /// <param name="enter">The bias at which it enters.</param>
    /// <param name="leave">That at which it leaves.</param>
    /// <param name="fee">Of each fill.</param>
    public Shell.Outcome Run(
        string arguments, string enter = "-0.9999", string leave = "-1", string fee = "0") => Shell.Run(
        $"-p 1 -s 2026-11-20T12:00 --data recording:{Directory} --strategy order-book-bias --set enter={enter} "
        + $"--set leave={leave} --trades 1 --fee {fee} {arguments}");

    public void Dispose() => _hours.Dispose();

    private static long Micros(double at) => Receipt.MicrosOf(At(at));

    private static string Line(char side, (decimal Price, decimal Quantity) level) =>
        string.Create(CultureInfo.InvariantCulture, $"|{side} {level.Price} {level.Quantity}");

    private static string TradeLine(long id, double at, Side taker, decimal price, decimal quantity) => string.Create(
        CultureInfo.InvariantCulture,
        $"|{id} {Micros(at)} {(taker == Side.Buy ? 'b' : 'a')} {price} {quantity} market");
}
