using System.Globalization;
using TradingBot.Exchanges.Contract.Capture;

namespace TradingBot.Data.Recordings.Rows;

/// <summary>
/// A candle that is not over as far as is known, as it last stood. Where an hour ends, its file has it, so that the
/// next hour can go on.
/// </summary>
/// <param name="Candle">As it last stood.</param>
/// <param name="ExchangeMicros">When the exchange sent that; null: it did not say.</param>
/// <param name="ReceivedMicros">When that arrived.</param>
/// <param name="IsCertain">False once a later state of it may have been missed.</param>
internal readonly record struct OpenCandle(
    CapturedCandle Candle, long? ExchangeMicros, long ReceivedMicros, bool IsCertain)
{
    private const char Between = ':';
    private const int Fields = 12;

    /// <summary>As it stands in a file's metadata.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Candle.Minutes}:{Candle.BeginMicros}:{Candle.Open}:{Candle.High}:{Candle.Low}:{Candle.Close}"
        + $":{Candle.Volume}:{Candle.AveragePrice}:{Candle.Trades}:{ExchangeMicros}:{ReceivedMicros}"
        + $":{(IsCertain ? "certain" : "uncertain")}");

    /// <exception cref="FormatException">It is not one.</exception>
    public static OpenCandle Parse(string text)
    {
        var words = text.Split(Between);
        if (words.Length != Fields)
            throw new FormatException($"'{text}' is not a candle");
        return new OpenCandle(
            new CapturedCandle(
                Long(1), (int)Long(0), Exact(2), Exact(3), Exact(4), Exact(5), Exact(6), Exact(7), Long(8)),
            words[9].Length == 0 ? null : Long(9),
            Long(10),
            words[11] == "certain");

        long Long(int at) => long.Parse(words[at], CultureInfo.InvariantCulture);

        decimal Exact(int at) => decimal.Parse(words[at], CultureInfo.InvariantCulture);
    }
}
