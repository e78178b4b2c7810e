using System.Globalization;
using TradingBot.Core.Charts;

namespace TradingBot.Data.Candles;

/// <summary>Writes candles as the CSV that an import reads back to the same candles.</summary>
internal static class CandleExport
{
    public static void Write(TextWriter output, ICandleSource candles, CancellationToken stop)
    {
        output.Write("time,open,high,low,close,volume,trades\n");
        for (var batch = candles.Next(); !batch.IsEmpty; batch = candles.Next())
        {
            stop.ThrowIfCancellationRequested();
            foreach (var candle in batch.Span)
            {
                output.Write(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{candle.OpenSeconds},{Plain(candle.Open)},{Plain(candle.High)},{Plain(candle.Low)},"));
                output.Write(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Plain(candle.Close)},{Plain(candle.Volume)},{candle.TradeCount}\n"));
            }
        }
    }

    /// <summary>The same as a new file, which is there only once it is whole.</summary>
    /// <param name="path">Where no file is yet.</param>
    /// <param name="candles">What it is to hold.</param>
    /// <param name="stop">Ends the work; no file is left.</param>
    /// <exception cref="CandleStoreException">It cannot be written, or there is one by now.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static void WriteFile(string path, ICandleSource candles, CancellationToken stop)
    {
        var temporary = $"{path}.{Path.GetRandomFileName()}.tmp";
        try
        {
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                using var text = new StreamWriter(file, leaveOpen: true); // UTF-8 without a mark
                Write(text, candles, stop);
                text.Flush();
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: false);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Remove(temporary);
            throw new CandleStoreException($"{path}: cannot be written: {DiskFailure.WordsOf(failure)}", failure);
        }
        catch
        {
            Remove(temporary);
            throw;
        }
    }

    private static void Remove(string temporary)
    {
        if (File.Exists(temporary))
            File.Delete(temporary);
    }

    /// <summary>The shortest digits that mean this very number, without an exponent.</summary>
    public static string Plain(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        var at = text.IndexOf('E', StringComparison.Ordinal);
        if (at < 0)
            return text;
        var exponent = int.Parse(text[(at + 1)..], CultureInfo.InvariantCulture);
        var digits = text[..at].Replace(".", "", StringComparison.Ordinal);
        return exponent < 0
            ? $"0.{new string('0', -exponent - 1)}{digits}"
            : digits.PadRight(exponent + 1, '0');
    }
}
