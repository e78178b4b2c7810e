using System.Globalization;
using MongoDB.Bson;
using TradingBot.Data.Recordings.Rows;
using TradingBot.Data.Recordings.Segments;

namespace TradingBot.Data.Followers.MongoDb;

/// <summary>
/// ACTS's document of a minute, field for field. ACTS looks at the book when a minute begins; that is how it stood at
/// the end of the minute before. The prices are exact, which ACTS's are not.
/// </summary>
internal static class MinuteDocuments
{
    public const string Id = "_id";
    public const string Time = "current_time";

    private const long MinuteMicros = 60_000_000;

    /// <summary>ACTS calls the totals of levels and the totals of quantities alike; the latter lose their
    /// fraction.</summary>
    /// <param name="name">The segment they are of.</param>
    /// <param name="batch">Its rows.</param>
    /// <param name="row">Which.</param>
    public static BsonDocument Of(SegmentName name, MinuteBatch batch, int row)
    {
        var (bid, ask) = (batch.BestBid[row], batch.BestAsk[row]);
        var end = TimeOf(batch.Minute.Values[row] + MinuteMicros);
        return new BsonDocument
        {
            { Id, $"{name.Pair} {end.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture)}" },
            { "mid_price", new BsonDecimal128((bid + ask) / 2) },
            { "best_bid", new BsonDecimal128(bid) },
            { "best_ask", new BsonDecimal128(ask) },
            { "total_ask", Whole(MinuteFigureNames.AskLevels) },
            { "total_bid", Whole(MinuteFigureNames.BidLevels) },
            { "total_ask_1", Whole(MinuteFigureNames.AskVolumeWithin(100)) },
            { "total_ask_4", Whole(MinuteFigureNames.AskVolumeWithin(400)) },
            { "total_bid_1", Whole(MinuteFigureNames.BidVolumeWithin(100)) },
            { "total_bid_4", Whole(MinuteFigureNames.BidVolumeWithin(400)) },
            { "book_bias_1", Value(MinuteFigureNames.ImbalanceWithin(100)) },
            { "book_bias_4", Value(MinuteFigureNames.ImbalanceWithin(400)) },
            { "last_book_update", batch.ExchangeMicros[row] is { } micros ? TimeOf(micros) : BsonNull.Value },
            { Time, end },
        };

        double Value(string figure) => batch.Figure(figure).Values[row];

        // As Python's driver writes a whole number: 32 bits where they are enough.
        BsonValue Whole(string figure) => Math.Truncate(Value(figure)) switch
        {
            var small and >= int.MinValue and <= int.MaxValue => new BsonInt32((int)small),
            var large => new BsonInt64((long)large),
        };
    }

    private static DateTime TimeOf(long micros) => DateTime.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);
}
