
namespace TradingBot.Exchanges.Kraken.Sockets;

/// <summary>How long which silence is believed.</summary>
internal sealed record WatchTimes
{
    /// <summary>Without any frame: Kraken beats once a second when nothing else is due.</summary>
    public TimeSpan Connection { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>From subscribing to the first data.</summary>
    public TimeSpan FirstData { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// True: a subscription without first data ends the connection, which may be of no use at all. False: only the
    /// subscription is made anew, because a pair that nobody trades must not interrupt those that share its connection.
    /// </summary>
    public bool FirstDataIsVital { get; init; } = true;

    /// <summary>
    /// Trade and book: then the subscription is made again, and its snapshot is the proof of life.
    /// </summary>
    public TimeSpan Market { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Candles: longer, because their snapshot is hundreds of rows, and brings whatever was missed in such a time.
    /// </summary>
    public TimeSpan Candles { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Between two resubscriptions of the same channel: more often ends in <c>Exceeded msg rate</c>.</summary>
    public TimeSpan Resubscribe { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Kraken closes a connection from which it hears nothing for about a minute.</summary>
    public TimeSpan Ping { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// For a clock that is faster than the wall's: none shorter than this, because the machine that runs us is late by
    /// some of the wall's milliseconds whatever the clock.
    /// </summary>
    public WatchTimes NotBelow(TimeSpan shortest) => this with
    {
        Connection = Longer(Connection, shortest),
        FirstData = Longer(FirstData, shortest),
        Market = Longer(Market, shortest),
        Candles = Longer(Candles, shortest),
    };

    /// <summary>How long quiet data of this channel is believed; null where silence is normal.</summary>
    public TimeSpan? Silence(SocketChannel channel) => channel switch
    {
        SocketChannel.Trade or SocketChannel.Book => Market,
        SocketChannel.Ohlc => Candles,
        _ => null,
    };

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
