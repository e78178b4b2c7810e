using TradingBot.Core.Market;
using TradingBot.Data.Import;
using TradingBot.Data.Recordings.Rows;
using TradingBot.Exchanges.Contract.Capture;

namespace TradingBot.Data.Recordings.Importing;

/// <summary>
/// Reads through what is to be imported and checks every line, before anything is written: what passes can be sealed.
/// </summary>
internal sealed class ImportScan
{
    /// <summary>A clock may be set back a little; files in the wrong order are further apart.</summary>
    private const long MostBack = 60_000_000;

    private static readonly long Earliest = Receipt.MicrosOf(new DateTimeOffset(2009, 1, 1, 0, 0, 0, TimeSpan.Zero));

    private readonly ImportRequest _request;
    private readonly IMessageDecoder _decoder;
    private readonly List<MarketEvent> _events = [];
    private readonly long _now;
    private int _depth;
    private int _priceDecimals;
    private int _quantityDecimals;
    private decimal _highestPrice;
    private decimal _highestQuantity;

    private ImportScan(ImportRequest request, TimeProvider time)
    {
        _request = request;
        _decoder = request.Format.CreateDecoder(request.Market);
        _now = Receipt.Now(time).WallMicros;
    }

    public long Messages { get; private set; }

    /// <summary>Messages about the book, snapshots among them.</summary>
    public long Books { get; private set; }

    public long Trades { get; private set; }

    /// <summary>When the first line was received, unix microseconds.</summary>
    public long FirstMicros { get; private set; }

    /// <summary>When the last.</summary>
    public long LastMicros { get; private set; }

    public RecordingHour First => RecordingHour.Of(FirstMicros);

    public RecordingHour Last => RecordingHour.Of(LastMicros);

    /// <summary>What is recorded, with as many decimals as the numbers have.</summary>
    public RecordedPair Pair => new(
        _request.Exchange,
        _request.Symbol,
        _priceDecimals,
        _quantityDecimals,
        _request.Format.HasWholeBooks ? _depth : 0)
    {
        Market = _request.Market,
    };

    /// <exception cref="ImportException">A line is not of the format, or there is nothing of the pair.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static ImportScan Read(ImportRequest request, TimeProvider time, CancellationToken stop)
    {
        var scan = new ImportScan(request, time);
        foreach (var file in request.Files)
        {
            using var lines = new TextLines(file);
            while (lines.Next(out var line))
            {
                stop.ThrowIfCancellationRequested();
                if (scan.ProblemOf(line) is { } problem)
                    throw lines.Wrong(problem);
            }
        }

        scan.RequireAll();
        return scan;
    }

    private string? ProblemOf(ReadOnlyMemory<byte> line)
    {
        try
        {
            var read = _request.Format.Read(line);
            _events.Clear();
            _decoder.Decode(read.Message.Span, _events);
            return ProblemOf(read.ReceivedMicros)
                ?? _events.Select(Take).FirstOrDefault(problem => problem is not null);
        }
        catch (FormatException wrong)
        {
            return wrong.Message;
        }
    }

    private string? ProblemOf(long received)
    {
        if (received < Earliest || received > _now)
            return "the time of receipt is not between 2009 and now";
        if (received < LastMicros - MostBack)
            return "received more than a minute before the lines above it; give the files in the order of time";
        FirstMicros = Messages == 0 ? received : FirstMicros;
        LastMicros = Math.Max(LastMicros, received);
        Messages++;
        return null;
    }

    private string? Take(MarketEvent what)
    {
        if (what.Market != _request.Market)
            return $"is about {what.Market}, not {_request.Market}";
        if (what is BookMessage book)
        {
            if (book.IsSnapshot && ProblemOf(book.Changes) is { } wrong)
                return wrong;
            Books++;
            foreach (var (_, level) in book.Changes)
                Measure(level.Price, level.Quantity);
            _depth = Math.Max(_depth, Math.Max(CountOf(book, Side.Buy), CountOf(book, Side.Sell)));
        }
        else if (what is TradesMessage trades)
        {
            Trades += trades.Trades.Count;
            foreach (var trade in trades.Trades)
                Measure(trade.Price, trade.Quantity);
        }

        return ProblemOf("prices", _highestPrice, _priceDecimals)
            ?? ProblemOf("quantities", _highestQuantity, _quantityDecimals);
    }

    private static string? ProblemOf(IReadOnlyList<CapturedLevel> whole)
    {
        var prices = new HashSet<(Side, decimal)>();
        return whole.Count == 0
            ? "a whole book without a level"
            : whole.Where(level => !prices.Add((level.Side, level.Level.Price)))
                .Select(twice => $"price {twice.Level.Price} is there twice on one side of a whole book")
                .FirstOrDefault();
    }

    private static int CountOf(BookMessage book, Side side) => book.Changes.Count(change => change.Side == side);

    private static string? ProblemOf(string what, decimal highest, int decimals) =>
        ScaledDecimal.TryScale(highest, decimals, out _)
            ? null
            : $"{what} up to {highest} with {decimals} decimals have more than {ScaledDecimal.Digits} digits";

    private void Measure(decimal price, decimal quantity)
    {
        _priceDecimals = Math.Max(_priceDecimals, ScaledDecimal.DecimalsOf(price));
        _quantityDecimals = Math.Max(_quantityDecimals, ScaledDecimal.DecimalsOf(quantity));
        _highestPrice = Math.Max(_highestPrice, price);
        _highestQuantity = Math.Max(_highestQuantity, quantity);
    }

    private void RequireAll()
    {
        if (Books + Trades == 0)
            throw new ImportException($"{_request.Files[^1]}: has neither a book nor trades of {_request.Market}");
        if (Last >= RecordingHour.Of(_now))
        {
            throw new ImportException(
                $"{_request.Files[^1]}: ends in {Last}, which is not over; import it when that hour is");
        }
    }
}
