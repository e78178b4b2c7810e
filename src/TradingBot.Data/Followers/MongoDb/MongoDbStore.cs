using MongoDB.Bson;
using MongoDB.Driver;
using TradingBot.Data.Recordings;
using TradingBot.Data.Recordings.Rows;
using TradingBot.Data.Recordings.Segments;

namespace TradingBot.Data.Followers.MongoDb;

/// <summary>
/// Minutes of a recording in MongoDB, as ACTS keeps them. A minute has always the same key, so that what is written
/// again is there once; the cursor is written afterwards.
/// </summary>
internal sealed class MongoDbStore(MongoDbAddress address) : IFollowerStore
{
    private const string Cursors = "tradingbot_cursors";

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);

    private readonly HashSet<RecordedSeries> _foreign = [];
    private readonly HashSet<string> _indexed = [];
    private MongoClient? _client;
    private IMongoDatabase? _database;
    private string _recording = "";

    public string Name => address.Name;

    public IReadOnlyCollection<SegmentKind> Kinds { get; } = [SegmentKind.Minutes];

    public Task<IReadOnlyDictionary<RecordedSeries, SeriesCursor>> OpenAsync(
        string recording, CancellationToken stop) =>
        ExplainedAsync<IReadOnlyDictionary<RecordedSeries, SeriesCursor>>(async () =>
        {
            _recording = recording;
            _indexed.Clear();
            _foreign.Clear();
            _client?.Dispose();
            var settings = MongoClientSettings.FromUrl(address.Url);
            if (settings.ServerSelectionTimeout > LongestWait)
                settings.ServerSelectionTimeout = LongestWait;
            if (settings.ConnectTimeout > LongestWait)
                settings.ConnectTimeout = LongestWait;
            settings.WriteConcern = WriteConcern.WMajority;
            settings.ApplicationName = "TradingBot follow";
            _client = new MongoClient(settings);
            _database = _client.GetDatabase(address.Url.DatabaseName);
            var cursors = new Dictionary<RecordedSeries, SeriesCursor>();
            var found = await _database.GetCollection<BsonDocument>(Cursors)
                .Find(Builders<BsonDocument>.Filter.Empty).ToListAsync(stop).ConfigureAwait(false);
            foreach (var document in found)
                Take(document, cursors);
            return cursors;
        });

    public Task WriteAsync(SegmentRows rows, CancellationToken stop) => ExplainedAsync(async () =>
    {
        if (_foreign.Contains(rows.Series))
        {
            throw new StoreException(
                $"the {rows.Series} there are of another recording; use another database", StoreTrouble.Conflict);
        }

        var name = $"{rows.Name.Symbol.ToLowerInvariant()}_data";
        var collection = _database!.GetCollection<BsonDocument>(name);
        if (_indexed.Add(name))
        {
            await collection.Indexes.CreateOneAsync(
                new CreateIndexModel<BsonDocument>(
                    Builders<BsonDocument>.IndexKeys.Ascending(MinuteDocuments.Time),
                    new CreateIndexOptions { Unique = true }),
                cancellationToken: stop).ConfigureAwait(false);
        }

        var batch = (MinuteBatch)rows.Batch;
        var documents = Enumerable.Range(rows.First, rows.Count)
            .Select(row => MinuteDocuments.Of(rows.Name, batch, row)).ToList();
        if (documents.Count > 0)
            await InsertAsync(collection, documents, stop).ConfigureAwait(false);
        await MoveCursorAsync(rows, stop).ConfigureAwait(false);
        return true;
    });

    public ValueTask DisposeAsync()
    {
        _client?.Dispose();
        return default;
    }

    /// <summary>A key that is there is well if its document is the same: the cursor was not moved any more.</summary>
    private static async Task InsertAsync(
        IMongoCollection<BsonDocument> collection, List<BsonDocument> documents, CancellationToken stop)
    {
        try
        {
            await collection.InsertManyAsync(documents, new InsertManyOptions { IsOrdered = false }, stop)
                .ConfigureAwait(false);
        }
        catch (MongoBulkWriteException failure)
            when (failure.WriteErrors.Count > 0
                && failure.WriteErrors.All(error => error.Code == MongoDbErrors.DuplicateKey))
        {
            var twins = failure.WriteErrors.Select(error => documents[error.Index]).ToList();
            var ids = Builders<BsonDocument>.Filter.In(
                MinuteDocuments.Id, twins.Select(twin => twin[MinuteDocuments.Id]));
            var there = await collection.Find(ids).ToListAsync(stop).ConfigureAwait(false);
            var byId = there.ToDictionary(document => document[MinuteDocuments.Id]);
            var other = twins.Find(twin =>
                !byId.TryGetValue(twin[MinuteDocuments.Id], out var known) || !known.Equals(twin));
            if (other is not null)
            {
                throw new StoreException(
                    $"{collection.CollectionNamespace.CollectionName}: the minute {other[MinuteDocuments.Id]} is there "
                    + "with other content; use another database",
                    StoreTrouble.Conflict);
            }
        }
    }

    private async Task MoveCursorAsync(SegmentRows rows, CancellationToken stop)
    {
        var series = rows.Series;
        var document = new BsonDocument
        {
            { "_id", $"{series}" },
            { "exchange", series.Exchange },
            { "symbol", series.Symbol },
            { "recording", _recording },
            { "hour", $"{rows.After.Hour}" },
            { "rows", rows.After.Rows },
            { "is_whole", rows.After.IsWhole },
        };
        await _database!.GetCollection<BsonDocument>(Cursors).ReplaceOneAsync(
            Builders<BsonDocument>.Filter.Eq("_id", $"{series}"),
            document,
            new ReplaceOptions { IsUpsert = true },
            stop).ConfigureAwait(false);
    }

    private void Take(BsonDocument document, Dictionary<RecordedSeries, SeriesCursor> cursors)
    {
        try
        {
            TakeCursor(document, cursors);
        }
        catch (Exception wrong) when (
            wrong is KeyNotFoundException or InvalidCastException or NotSupportedException or FormatException)
        {
            throw new StoreException(
                $"{Cursors}: the document {document["_id"]} is not a cursor; use another database",
                StoreTrouble.Conflict,
                wrong);
        }
    }

    private void TakeCursor(BsonDocument document, Dictionary<RecordedSeries, SeriesCursor> cursors)
    {
        var series = new RecordedSeries(
            document["exchange"].AsString, document["symbol"].AsString, SegmentKind.Minutes);
        if (document["recording"].AsString != _recording)
        {
            _foreign.Add(series);
            return;
        }

        var hour = RecordingHour.Parse(document["hour"].AsString) ?? throw new FormatException("not an hour");
        cursors[series] = new SeriesCursor(hour, document["rows"].ToInt64(), document["is_whole"].AsBoolean);
    }

    private async Task<T> ExplainedAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception failure) when (MongoDbErrors.IsOfTheDatabase(failure))
        {
            throw MongoDbErrors.Of(failure, address.Servers);
        }
    }
}
