using TradingBot.Data.Candles;
namespace TradingBot.Data.Import;

/// <summary>One CSV to import: a file or an entry of an archive.</summary>
/// <param name="Name">For messages: the path given, and the entry's behind it.</param>
/// <param name="Series">What its rows are.</param>
/// <param name="Length">Bytes of CSV.</param>
/// <param name="Open">Opens the CSV for one reading.</param>
internal sealed record ImportInput(string Name, SeriesName Series, long Length, Func<Stream> Open);
