
namespace TradingBot.Data.Import;

/// <summary>A row of a CSV that is no candle.</summary>
/// <param name="File">The file's name, or the archive's and the entry's.</param>
/// <param name="Line">Counted from 1, header included.</param>
/// <param name="Reason">What is wrong with it.</param>
internal readonly record struct BadRow(string File, long Line, string Reason)
{
    public override string ToString() => FormattableString.Invariant($"{File}:{Line}: {Reason}");
}
