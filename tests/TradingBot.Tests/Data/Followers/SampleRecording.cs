using System.Globalization;
using TradingBot.Core.Market;
using TradingBot.Data.Recordings;
using TradingBot.Data.Recordings.Log;
using TradingBot.Tests.Recordings;

namespace TradingBot.Tests.Data.Followers;

/// <summary>
/// Sealed hours with all that a recording may hold: changes and evictions, trades, missing ones among them, minutes, a
/// lost connection; and what the recorder's book was at each moment.
/// </summary>
internal sealed class SampleRecording : IDisposable
{
    private readonly TestMarket _market;
    private long _lastMessage;
    private int _candles;

    public SampleRecording(int seed = 7, int hours = 0)
    {
        _market = new TestMarket(seed);
        for (var hour = 0; hour < hours; hour++)
            RecordHour();
    }

    public SealedHours Hours { get; } = new(TestLog.Pair with { CandleMinutes = 1 });

    public RecordingFolder Folder => Hours.Folder;

    /// <summary>The book from a moment of receipt on, unix microseconds; null where it was not known.</summary>
    public List<(long Micros, string? Book)> Books { get; } = [];

    /// <summary>Records an hour and seals it.</summary>
    public void RecordHour(int messages = 60)
    {
        Say(_market.Snapshot());
        for (var i = 0; i < messages; i++)
        {
            Say(_market.Update());
            if (i % 10 == 3)
                Hours.Say(_market.Trades(2), Candle());
            if (i % 20 == 3)
                Hours.Note(FrameType.Clock, NoteJson.Bytes(new ClockNote(-1_270_000 + i, 512_345)));
            if (i == messages / 2)
                LoseConnection();
        }

        _market.Trades(3); // these are missing
        Hours.Say(_market.Trades(4), _market.Trades(1, "Rest"));
        Hours.Listen(TimeSpan.FromMinutes(2));
        Hours.Seal();
    }

    /// <summary>A book as text, whatever zeros its numbers have.</summary>
    public static string Text(IEnumerable<BookLevel> bids, IEnumerable<BookLevel> asks)
    {
        return string.Join('\n', bids.Select(level => Line('b', level)).Concat(asks.Select(level => Line('a', level))));

        static string Line(char side, BookLevel level) => string.Create(
            CultureInfo.InvariantCulture, $"{side} {level.Price:0.########} {level.Quantity:0.########}");
    }

    public void Dispose() => Hours.Dispose();

    /// <summary>The next one; every third is listed once more, as it was.</summary>
    private string Candle() => string.Create(
        CultureInfo.InvariantCulture,
        $"candles XBTUSD {(_candles % 3 == 2 ? "snapshot" : "update")}{(_candles % 2 == 0 ? " exch=7" : "")}"
        + $"|1 {++_candles * 60_000_000L} 100.0 101.5 99.0 100.5 0.0000000{_candles % 10} 100.2 {_candles}");

    private void LoseConnection()
    {
        Books.Add((_lastMessage + 1, null));
        Hours.Note(FrameType.Closed, []);
        Hours.Say(_market.Update()); // which changes a book that nobody knows
        Hours.Listen(TimeSpan.FromSeconds(20));
        Say(_market.Snapshot());
    }

    private void Say(string message)
    {
        Hours.Say(message);
        _lastMessage = Hours.Test.Now.WallMicros;
        Books.Add((_lastMessage, Text(_market.Held.Bids.ToArray(), _market.Held.Asks.ToArray())));
    }
}
