using System.Globalization;
using System.Text;
using TradingBot.Core.Market;
using TradingBot.Exchanges.Contract;

namespace TradingBot.Exchanges.Kraken;

/// <summary>
/// A list of pairs with the rules of their orders, as text: <c>pairs.txt</c> beside this file, which says how, and the
/// one that a session on Kraken leaves for later backtests. It has no smallest cost and no leverage.
/// </summary>
internal static class PairList
{
    private const string Resource = "kraken-pairs.txt";
    private const string EurAndUsd = "=";

    /// <summary>Where the list of the last session on Kraken is kept.</summary>
    public static string NewestFile { get; } = Path.Combine(UserData.Directory, Resource);

    /// <summary>The list this program was built with.</summary>
    public static IEnumerable<Instrument> BuiltIn()
    {
        using var stream = typeof(PairList).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return Parse(reader.ReadToEnd());
    }

    /// <summary>The list in a file; empty where it is missing or damaged: there is always the other.</summary>
    public static IReadOnlyList<Instrument> ReadIfGood(string path)
    {
        try
        {
            return File.Exists(path) ? [.. Parse(File.ReadAllText(path))] : [];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or FormatException
            or OverflowException)
        {
            return [];
        }
    }

    /// <summary>Keeps what the exchange says now; a failure costs nothing but the newer list.</summary>
    public static void WriteIfPossible(string path, IEnumerable<Instrument> pairs)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var temporary = path + ".tmp";
            File.WriteAllText(temporary, Format(pairs));
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // the list of before remains
        }
    }

    /// <exception cref="FormatException">A line is not of the form.</exception>
    public static IEnumerable<Instrument> Parse(string text) => text.Split('\n')
        .Select(line => line.Trim())
        .Where(line => line.Length > 0 && line[0] != '#')
        .SelectMany(ParseLine);

    /// <summary>What <see cref="Parse"/> reads, a line a pair.</summary>
    public static string Format(IEnumerable<Instrument> pairs) => string.Concat(pairs
        .Where(pair => pair.Symbol == pair.Base + pair.Quote && pair.Quote.All(char.IsAsciiLetterUpper))
        .Select(pair => string.Create(
            CultureInfo.InvariantCulture,
            $"{pair.Base} {pair.MinimumVolume} {pair.VolumeDecimals} {pair.Quote}{pair.PriceDecimals}\n")));

    private static IEnumerable<Instrument> ParseLine(string line)
    {
        if (line.Split(' ') is not [var coin, var smallest, var decimals, .. var quotes] || quotes.Length == 0)
            throw new FormatException($"not a line of pairs: {line}");
        return quotes.SelectMany(quote => ParseQuote(coin, Volume(smallest), Decimals(decimals, most: 28), quote));
    }

    private static IEnumerable<Instrument> ParseQuote(string coin, decimal smallest, int volumeDecimals, string text)
    {
        var parts = text.Split('@');
        var quote = parts[0].TrimEnd("0123456789".ToCharArray());
        var decimals = Decimals(parts[0][quote.Length..], most: 10);
        var own = parts.Length > 1 ? Volume(parts[1]) : smallest;
        string[] quotes = quote == EurAndUsd ? ["EUR", "USD"] : [quote];
        return quotes.Select(name => new Instrument
        {
            Symbol = coin + name,
            Base = coin,
            Quote = name,
            PriceDecimals = decimals,
            LotStep = new decimal(1, 0, 0, isNegative: false, (byte)volumeDecimals),
            TickSize = new decimal(1, 0, 0, isNegative: false, (byte)decimals),
            MinimumVolume = own,
            MinimumNotional = 0,
        });
    }

    private static decimal Volume(string text) =>
        decimal.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    private static int Decimals(string text, int most) =>
        int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) is var number && number <= most
            ? number
            : throw new FormatException($"{text} decimals are more than {most}");
}
