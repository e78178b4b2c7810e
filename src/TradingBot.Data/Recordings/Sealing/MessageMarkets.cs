using TradingBot.Exchanges.Contract.Capture;

namespace TradingBot.Data.Recordings.Sealing;

/// <summary>
/// Which market each message of an hour's log is about, in the order of the log: two bytes a message, noted when it is
/// first decoded; and how much there is of each market.
/// </summary>
internal sealed class MessageMarkets
{
    private const ushort Nothing = 0;
    private const ushort Unknown = 1;
    private const int First = 2;

    private readonly List<ushort> _notes = [];
    private readonly List<string> _names = [];
    private readonly Dictionary<string, ushort> _numbers = [];
    private readonly Dictionary<string, long> _rows = [];
    private int _next;

    /// <summary>The log is read from its beginning again.</summary>
    public void Begin() => _next = 0;

    /// <summary>Goes on to the next message.</summary>
    /// <param name="market">The one that it is about; empty where that is not noted.</param>
    public MessageContent Next(out string market)
    {
        if (_next == _notes.Count)
            _notes.Add(Unknown);
        var note = _notes[_next++];
        market = note >= First ? _names[note - First] : "";
        return note switch
        {
            Nothing => MessageContent.Nothing,
            Unknown => MessageContent.Unknown,
            _ => MessageContent.OneMarket,
        };
    }

    /// <summary>Changes and trades of a market, as many as were noted.</summary>
    public long RowsOf(string market) => _rows.GetValueOrDefault(market);

    /// <summary>Notes what that message has said; once for each message.</summary>
    public void Note(List<MarketEvent> events)
    {
        foreach (var what in events)
            _rows[what.Market] = RowsOf(what.Market) + (what is BookMessage book ? book.Changes.Count : 1);
        var note = events.Count == 0 ? Nothing : NumberOf(events[0].Market);
        for (var i = 1; i < events.Count; i++)
        {
            if (events[i].Market != events[0].Market)
                note = Unknown;
        }

        _notes[_next - 1] = note;
    }

    private ushort NumberOf(string market)
    {
        if (_numbers.TryGetValue(market, out var number))
            return number;
        if (_names.Count == ushort.MaxValue - First)
            return Unknown;
        number = (ushort)(_names.Count + First);
        _names.Add(market);
        _numbers.Add(market, number);
        return number;
    }
}

/// <summary>What is known of a message before it is decoded.</summary>
internal enum MessageContent
{
    /// <summary>It is about several markets, was not understood, or was not decoded yet.</summary>
    Unknown,

    /// <summary>It is about no market, as a heartbeat is.</summary>
    Nothing,

    /// <summary>It is about one market alone.</summary>
    OneMarket,
}
