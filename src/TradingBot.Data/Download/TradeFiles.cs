using System.Globalization;
using System.IO.Compression;
using System.Text;
using TradingBot.Core.Market;
using TradingBot.Data.Candles;
using TradingBot.Exchanges.Contract;

namespace TradingBot.Data.Download;

/// <summary>
/// Keeps trades as CSV, a file for each day, UTC: the digits as the exchange printed them, and ids. The day that is
/// being read is a plain file beside the candles, of which only the part counts that a commit names; a day that is over
/// is gzipped and put into the folder of the pair's trades.
/// </summary>
/// <remarks>
/// The time is in two columns, whole seconds and nanoseconds: a reader with doubles, as our own import is one, would
/// round the last 100 ns of a minute up into the next.
/// </remarks>
/// <param name="directory">Of the candles.</param>
/// <param name="name">What the files of the day that is read are called before their day.</param>
/// <param name="folder">Gets the days that are over; need not exist.</param>
/// <param name="symbol">The pair, as the names of files have it.</param>
internal sealed class TradeFiles(string directory, string name, string folder, string symbol) : IDisposable
{
    public const string Header = "time,price,volume,side,type,id,nanoseconds\n";

    private const string DayForm = "yyyy-MM-dd";
    private const string Extension = ".csv";

    private readonly StringBuilder _text = new();
    private FileStream? _open;
    private int _day;

    /// <summary>Brings the files to where a commit left them.</summary>
    /// <exception cref="CandleStoreException">What was committed is not there, or they cannot be written.</exception>
    public void GoOn(DownloadState state)
    {
        _day = state.OpenDay;
        Try(() =>
        {
            foreach (var (path, day) in Plain().Where(file => file.Day > _day))
                File.Delete(path);
            if (state.OpenLength == 0)
                return;
            _open = Plain(_day, FileMode.OpenOrCreate);
            if (_open.Length < state.OpenLength)
            {
                var log = Path.Combine(directory, name + DownloadLog.Extension);
                throw new CandleStoreException(
                    $"{_open.Name}: is shorter than it was; delete {log} to begin again");
            }

            _open.SetLength(state.OpenLength);
            _open.Position = state.OpenLength;
        });
        Seal();
    }

    /// <summary>Adds a trade, later than all before or at the same time.</summary>
    /// <exception cref="CandleStoreException">It cannot be written.</exception>
    public void Append(in PrintedTrade trade)
    {
        var ticks = trade.Time.Ticks - DateTime.UnixEpoch.Ticks;
        var day = (int)(ticks / TimeSpan.TicksPerDay);
        if (day != _day || _open is null)
            Begin(day);
        var (seconds, rest) = Math.DivRem(ticks, TimeSpan.TicksPerSecond);
        _text.Append(CultureInfo.InvariantCulture, $"{seconds},{trade.Price},{trade.Volume},");
        _text.Append(trade.Taker == Side.Buy ? "b," : "s,").Append(trade.IsMarketOrder ? "m," : "l,");
        _text.Append(CultureInfo.InvariantCulture, $"{trade.Id},{rest * TimeSpan.NanosecondsPerTick}\n");
    }

    /// <summary>Brings all that was added to the disk.</summary>
    /// <returns>For the commit: the day whose file grows, and how long it is.</returns>
    /// <exception cref="CandleStoreException">It cannot be written, as on a full disk.</exception>
    public (int Day, long Length) Flush()
    {
        Write();
        return (_day, _open?.Length ?? 0);
    }

    /// <summary>All trades before this day are read: the day before has ended, too.</summary>
    public (int Day, long Length) End(int day)
    {
        Write();
        if (_day >= day)
            return (_day, _open?.Length ?? 0);
        _open?.Dispose();
        (_open, _day) = (null, day);
        return (day, 0);
    }

    /// <summary>Puts away the days that are over: after the commit that says so, until which they may be cut.</summary>
    /// <exception cref="CandleStoreException">They cannot be written.</exception>
    public void Seal() => Try(() =>
    {
        foreach (var (path, day) in Plain().Where(file => file.Day < _day))
        {
            Directory.CreateDirectory(folder);
            var final = Path.Combine(folder, $"{symbol}_{TextOf(day)}{Extension}.gz");
            var temporary = final + CandleFileWriter.TemporaryExtension;
            using (var plain = File.OpenRead(path))
            using (var file = new FileStream(temporary, FileMode.Create))
            {
                using (var packed = new GZipStream(file, CompressionLevel.Optimal, leaveOpen: true))
                    plain.CopyTo(packed);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, final, overwrite: true);
            File.Delete(path);
        }
    });

    public void Dispose() => _open?.Dispose();

    private void Begin(int day)
    {
        Write();
        Try(() =>
        {
            _open?.Dispose();
            _open = Plain(day, FileMode.Create);
        });
        _day = day;
        _text.Append(Header);
    }

    private void Write() => Try(() =>
    {
        if (_open is null || _text.Length == 0)
            return;
        _open.Write(Encoding.ASCII.GetBytes(_text.ToString()));
        _open.Flush(flushToDisk: true);
        _text.Clear();
    });

    private List<(string Path, int Day)> Plain()
    {
        var found = new List<(string, int)>();
        foreach (var path in Directory.EnumerateFiles(directory, $"{name}.*{Extension}"))
        {
            var text = Path.GetFileNameWithoutExtension(path)[(name.Length + 1)..];
            if (DateOnly.TryParseExact(text, DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
                found.Add((path, date.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber));
        }

        return found;
    }

    /// <summary>Without a buffer: closing one that did not fit on a full disk would fail again.</summary>
    private FileStream Plain(int day, FileMode mode) =>
        new(PlainOf(day), mode, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);

    private string PlainOf(int day) => Path.Combine(directory, $"{name}.{TextOf(day)}{Extension}");

    private static string TextOf(int day) =>
        DateTime.UnixEpoch.AddDays(day).ToString(DayForm, CultureInfo.InvariantCulture);

    private void Try(Action work)
    {
        try
        {
            work();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CandleStoreException(
                $"{_open?.Name ?? PlainOf(_day)}: cannot be written: {DiskFailure.WordsOf(failure)}", failure);
        }
    }
}
