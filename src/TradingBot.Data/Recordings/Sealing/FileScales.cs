using TradingBot.Data.Recordings.Rows;

namespace TradingBot.Data.Recordings.Sealing;

/// <summary>
/// How many decimals each pair's files have: those that the exchange tells, and more where it sent a number that needs
/// them. That is rare, so it is found out by writing, and the files are then written anew.
/// </summary>
internal sealed class FileScales
{
    private readonly Dictionary<RecordedPair, (int Price, int Quantity)> _wider = [];

    public (int Price, int Quantity) Of(RecordedPair pair) =>
        _wider.TryGetValue(pair, out var decimals) ? decimals : (pair.PriceDecimals, pair.QuantityDecimals);

    /// <exception cref="RecordingException">No number of decimals can hold it.</exception>
    public void Widen(ScaleExceededException exceeded)
    {
        var (price, quantity) = Of(exceeded.Pair);
        var needed = ScaledDecimal.DecimalsOf(exceeded.Value);
        if (needed <= (exceeded.IsPrice ? price : quantity) || needed > ScaledDecimal.Digits)
        {
            throw new RecordingException(
                $"{exceeded.Pair.Exchange}:{exceeded.Pair.Symbol}: {exceeded.Value} has more than "
                + $"{ScaledDecimal.Digits} digits; the hour stays in the log");
        }

        _wider[exceeded.Pair] = exceeded.IsPrice ? (needed, quantity) : (price, needed);
    }
}

/// <summary>A number has more digits than the file has room for.</summary>
internal sealed class ScaleExceededException(RecordedPair pair, bool isPrice, decimal value) : Exception
{
    public RecordedPair Pair { get; } = pair;

    public bool IsPrice { get; } = isPrice;

    public decimal Value { get; } = value;
}
