using System.Globalization;
using System.Text.Json;
using TradingBot.Core.Market;
using TradingBot.Core.Market.Figures;

namespace TradingBot.Tests.Market.Figures;

/// <summary>Five hours of Bitstamp's book against figures that numpy has computed from it.</summary>
public class ReferenceFiguresTests
{
    [SharedDataFact(ReferenceFigures.File)]
    public void Every_value_of_a_recorded_night_is_the_reference_to_nine_digits() =>
        ReferenceFigures.Require([.. Night()]);

    private static IEnumerable<MinuteFigures> Night()
    {
        var (builder, book) = (new MinuteFiguresBuilder(), new OrderBook(20));
        using var snapshots = ReferenceFigures.Open(ReferenceFigures.Books);
        while (snapshots.ReadLine() is { } line)
        {
            var time = Show(line, book);
            builder.Add(book, time);
            yield return builder.Build(book, time)!;
        }
    }

    private static DateTime Show(string line, OrderBook book)
    {
        using var json = JsonDocument.Parse(line);
        book.Clear();
        foreach (var (side, name) in new[] { (Side.Buy, "bids"), (Side.Sell, "asks") })
        {
            foreach (var level in json.RootElement.GetProperty(name).EnumerateArray())
                book.Set(side, new BookLevel(Number(level[0]), Number(level[1])));
        }

        return ReferenceFigures.FromMilliseconds(json.RootElement.GetProperty("t").GetInt64());
    }

    private static decimal Number(JsonElement text) => decimal.Parse(text.GetString()!, CultureInfo.InvariantCulture);
}
