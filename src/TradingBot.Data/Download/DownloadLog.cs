using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using TradingBot.Core.Market;
using TradingBot.Data.Candles;

namespace TradingBot.Data.Download;

/// <summary>
/// What a download has got so far, beside the candles: a frame for each page, with the candles that ended in it and how
/// far the download is. So a process may end at any moment. The first frame says what the download is, and in which
/// version this is written.
/// </summary>
internal sealed class DownloadLog : IDisposable
{
    public const string Extension = ".download";

    private const string Kind = "TradingBot download";
    private const int Version = 1;

    private readonly string _path;
    private readonly SeriesName _series;
    private readonly MemoryStream _frame = new();
    private readonly BinaryWriter _writer;
    private FrameFile _file;

    /// <summary>Opens it, or begins it where there is none.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="terms">What it must be of.</param>
    /// <param name="start">Open time of the first candle, unix seconds, where it begins now.</param>
    /// <exception cref="CandleStoreException">
    /// It is another download's, damaged, in use by another process, or cannot be written.
    /// </exception>
    public DownloadLog(string path, DownloadTerms terms, Func<long> start)
    {
        (_path, _series, KeepsTrades) = (path, terms.Series, terms.KeepsTrades);
        _writer = new BinaryWriter(_frame, Encoding.UTF8);
        _file = new FrameFile(path, FileMode.OpenOrCreate);
        try
        {
            if (ReadAll(terms))
                return;
            From = start();
            WriteHead(_file);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Open time of the first candle that is wanted, unix seconds.</summary>
    public long From { get; private set; }

    public bool KeepsTrades { get; private set; }

    public DownloadState State { get; private set; } = DownloadState.None;

    /// <summary>The trades of all pages that count, and of those that are being added.</summary>
    public TradeIds Ids { get; } = new();

    /// <summary>Candles that are here and not in the store.</summary>
    public long Pending { get; private set; }

    /// <summary>Adds a page: it counts, and is on the disk, when this returns.</summary>
    /// <exception cref="CandleStoreException">It cannot be written, as on a full disk.</exception>
    public void Commit(DownloadState state, ReadOnlySpan<Candle> ended)
    {
        WritePage(_file, state, ended, areGapsWhole: false);
        Pending += ended.Length;
        State = state;
    }

    /// <summary>Hands over the candles that are not in the store yet, oldest first.</summary>
    /// <exception cref="CandleStoreException">It cannot be read.</exception>
    public void CopyTo(CandleFileWriter result)
    {
        foreach (var content in _file.Read().Skip(1))
        {
            using var reader = new BinaryReader(new MemoryStream(content));
            _ = DownloadState.Read(reader);
            new TradeIds().Read(reader);
            result.Append(MemoryMarshal.Cast<byte, Candle>(content.AsSpan((int)reader.BaseStream.Position)));
        }
    }

    /// <summary>Forgets the candles, which are in the store now. The file is replaced as a whole.</summary>
    /// <exception cref="CandleStoreException">It cannot be written.</exception>
    public void Forget()
    {
        var temporary = _path + CandleFileWriter.TemporaryExtension;
        var file = new FrameFile(temporary, FileMode.Create);
        var isInPlace = false;
        try
        {
            WriteHead(file);
            WritePage(file, State, [], areGapsWhole: true);
            File.Move(temporary, _path, overwrite: true);
            isInPlace = true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CandleStoreException($"{_path}: cannot be written: {DiskFailure.WordsOf(failure)}", failure);
        }
        finally
        {
            if (!isInPlace)
                file.Dispose();
        }

        _file.Dispose();
        (_file, Pending) = (file, 0);
    }

    public void Dispose()
    {
        _writer.Dispose();
        _file.Dispose();
    }

    /// <returns>False where nothing is in it yet.</returns>
    private bool ReadAll(DownloadTerms terms)
    {
        var isBegun = false;
        foreach (var content in _file.Read())
        {
            using var reader = new BinaryReader(new MemoryStream(content));
            if (isBegun)
                ReadPage(reader, content.Length);
            else
                ReadHead(reader, terms);
            isBegun = true;
        }

        return isBegun;
    }

    private void ReadHead(BinaryReader reader, DownloadTerms terms)
    {
        if (reader.ReadString() != Kind)
            throw Unusable("is not a download's: move it away");
        var version = reader.ReadInt32();
        if (version != Version)
            throw Unusable($"has version {version}, and this program reads version {Version}: use that program");
        var series = reader.ReadString();
        (From, KeepsTrades) = (reader.ReadInt64(), reader.ReadBoolean());
        if (series != terms.Series.ToString() || (terms.From is { } from && from != From))
            throw Unusable($"is the download of {series} from {CandleFormat.Time(From)}: move it away");
        if (KeepsTrades == terms.KeepsTrades)
            return;
        var said = KeepsTrades ? "with" : "without";
        throw Unusable($"was begun {said} --keep-trades: go on {said} it");
    }

    private void ReadPage(BinaryReader reader, int length)
    {
        State = DownloadState.Read(reader);
        Ids.Read(reader);
        Pending += (length - reader.BaseStream.Position) / Unsafe.SizeOf<Candle>();
    }

    private void WriteHead(FrameFile file)
    {
        BeginFrame();
        _writer.Write(Kind);
        _writer.Write(Version);
        _writer.Write(_series.ToString());
        _writer.Write(From);
        _writer.Write(KeepsTrades);
        file.Append(Frame());
    }

    private void WritePage(FrameFile file, DownloadState state, ReadOnlySpan<Candle> ended, bool areGapsWhole)
    {
        BeginFrame();
        state.Write(_writer);
        Ids.Write(_writer, areGapsWhole);
        _writer.Write(MemoryMarshal.AsBytes(ended));
        file.Append(Frame());
    }

    private void BeginFrame()
    {
        _frame.SetLength(FrameFile.Head);
        _frame.Position = FrameFile.Head;
    }

    private Memory<byte> Frame()
    {
        _writer.Flush();
        return _frame.GetBuffer().AsMemory(0, (int)_frame.Length);
    }

    private CandleStoreException Unusable(string what) => new($"{_path}: {what}, or delete it to begin again");
}
