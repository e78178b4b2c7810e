using System.Globalization;
using System.Text;
using TradingBot.Data.Recordings.Rows;
using TradingBot.Data.Recordings.Segments;

namespace TradingBot.Data.Followers.Files;

/// <summary>
/// The last trade's price every few seconds, as whoever listened knew it then: a line of JSON each in a file a day and
/// pair, <c>{"datetime":"2026-11-30-12-00-10","price":100.5}</c>. A price stands until the next trade, in the hours
/// that have trades; it is taken over from the hour before, and from no earlier one.
/// </summary>
/// <param name="directory">Made, if it is not there.</param>
/// <param name="seconds">From one line to the next, 1 to <see cref="LongestInterval"/>.</param>
internal sealed class TickerStore(string directory, int seconds) : IFollowerStore
{
    /// <summary>The longest pause, in seconds.</summary>
    public const int LongestInterval = 3600;

    private const long SecondMicros = 1_000_000;

    private readonly string _directory = Path.GetFullPath(directory);
    private readonly FileCursors _cursors = new(Path.GetFullPath(directory), $"ticker-{seconds}s");

    public string Name => $"ticker:{_directory}?every={seconds}s";

    public IReadOnlyCollection<SegmentKind> Kinds { get; } = [SegmentKind.Trades];

    public Task<IReadOnlyDictionary<RecordedSeries, SeriesCursor>> OpenAsync(
        string recording, CancellationToken stop) =>
        FileErrors.ExplainedAsync(() => Task.FromResult(_cursors.Open(recording)));

    public Task WriteAsync(SegmentRows rows, CancellationToken stop) => FileErrors.ExplainedAsync(() =>
    {
        var before = _cursors.Before(rows);
        var place = before?.Ticker;
        var lines = new StringBuilder();
        var hour = rows.Name.Hour;
        var start = hour.StartMicros / SecondMicros;
        if (place is null || place.Next < start)
            place = new TickerPlace(First(start), place?.Trade ?? 0, Price: 0); // the first, or hours are missing
        Append(lines, rows, ref place);
        if (rows.After.IsWhole)
            Append(lines, hour.EndMicros / SecondMicros - 1, ref place);
        var length = DayFile.Append(
            PathOf(rows.Name), head: "", lines, FileCursor.LengthBefore(before, hour));
        _cursors.Save(rows, length, place);
        return Task.FromResult(true);
    });

    public ValueTask DisposeAsync() => default;

    private void Append(StringBuilder lines, SegmentRows rows, ref TickerPlace place)
    {
        var batch = (TradeBatch)rows.Batch;
        for (var row = rows.First; row < batch.Count; row++)
        {
            // What arrives in a second's first microsecond is known to it.
            Append(lines, (batch.ReceivedMicros.Values[row] - 1) / SecondMicros, ref place);
            if (batch.Id.Values[row] > place.Trade) // or it was fetched, and is older
                place = place with { Trade = batch.Id.Values[row], Price = batch.Price[row] };
        }
    }

    /// <summary>Writes all moments up to one.</summary>
    private void Append(StringBuilder lines, long last, ref TickerPlace place)
    {
        var next = place.Next;
        for (; next <= last; next += seconds)
        {
            if (place.Price > 0)
            {
                lines.Append(
                    CultureInfo.InvariantCulture,
                    $"{{\"datetime\":\"{DateTime.UnixEpoch.AddSeconds(next):yyyy-MM-dd-HH-mm-ss}\",")
                    .Append(CultureInfo.InvariantCulture, $"\"price\":{place.Price}}}\n");
            }
        }

        place = place with { Next = next };
    }

    private long First(long start) => (start + seconds - 1) / seconds * seconds;

    private string PathOf(SegmentName name) => Path.Combine(
        _directory, $"ticker-{seconds}s_{name.Exchange}-{name.Symbol}_{name.Hour.Date}.json");
}
