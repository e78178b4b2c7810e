using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using TradingBot.Core.Market;
using TradingBot.Core.Risk.Sizing;
using TradingBot.Input;

namespace TradingBot.Bots;

/// <summary>
/// How large a trade is. On the command line, in files and in the journal it is one text, which is read and written
/// here only: <c>0.002</c> base units, <c>250USD</c> quote currency, <c>5%</c> of the equity.
/// </summary>
[JsonConverter(typeof(TradeSizeConverter))]
internal abstract record TradeSize
{
    /// <summary>For messages that are written before the pair is known.</summary>
    private const string SomeCurrency = "USD";

    private const decimal Most = 1_000_000_000m;

    private TradeSize()
    {
    }

    /// <summary>Always the same volume.</summary>
    /// <param name="Amount">Base units.</param>
    public sealed record BaseVolume(decimal Amount) : TradeSize
    {
        public override string ToString() => Amount.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Always the same amount of money.</summary>
    /// <param name="Amount">Of the currency.</param>
    /// <param name="Currency">Must be the pair's quote currency.</param>
    public sealed record QuoteMoney(decimal Amount, string Currency) : TradeSize
    {
        public override string ToString() => Amount.ToString(CultureInfo.InvariantCulture) + Currency;
    }

    /// <summary>A share of all that the account is worth.</summary>
    /// <param name="Percent">Above 0, at most 100.</param>
    public sealed record EquityShare(decimal Percent) : TradeSize
    {
        public override string ToString() => Percent.ToString(CultureInfo.InvariantCulture) + "%";
    }

    /// <param name="text">As <c>--volume</c> takes it.</param>
    /// <param name="quote">The pair's quote currency as far as it is known, for the message.</param>
    /// <exception cref="UserError">It is no size.</exception>
    public static TradeSize Parse(string text, string? quote = null)
    {
        var trimmed = text.Trim();
        var letter = trimmed.AsSpan().IndexOfAnyInRange('A', 'z');
        TradeSize? size = trimmed switch
        {
            [.., '%'] => Number(trimmed[..^1]) is { } percent and > 0 and <= 100 ? new EquityShare(percent) : null,
            _ when letter >= 0 => Money(trimmed[..letter], trimmed[letter..]),
            _ => Number(trimmed) is { } volume and > 0 and <= Most ? new BaseVolume(volume) : null,
        };
        return size ?? throw new UserError(Wrong(text, quote ?? SomeCurrency));
    }

    /// <summary>The size in the currencies of a pair.</summary>
    /// <exception cref="UserError">It is in another currency.</exception>
    public ISizing On(Instrument instrument) => this switch
    {
        BaseVolume volume => new FixedVolume(volume.Amount, instrument.Base),
        EquityShare share => new PercentOfEquity(share.Percent),
        QuoteMoney money when money.Currency.Equals(instrument.Quote, StringComparison.OrdinalIgnoreCase) =>
            new QuoteAmount(money.Amount, instrument.Quote),
        _ => throw new UserError("--volume: " + Wrong($"{this}", instrument.Quote)),
    };

    private static QuoteMoney? Money(string number, string currency) =>
        Number(number) is { } amount and > 0 and <= Most && currency.All(IsOfCurrency)
            ? new QuoteMoney(amount, currency)
            : null;

    private static bool IsOfCurrency(char letter) => char.IsAsciiLetterOrDigit(letter) || letter == '.';

    private static decimal? Number(string text)
    {
        const NumberStyles plain = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
        return decimal.TryParse(text.Trim(), plain, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static string Wrong(string text, string quote) =>
        $"'{text}' is not allowed; use a volume (0.002), an amount (250{quote}) or a share (5%, at most 100%)";
}

/// <summary>A size is a text in JSON.</summary>
internal sealed class TradeSizeConverter : JsonConverter<TradeSize>
{
    public override TradeSize Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return TradeSize.Parse(reader.GetString() ?? "");
        }
        catch (Exception wrong) when (wrong is UserError or InvalidOperationException)
        {
            throw new JsonException(wrong.Message);
        }
    }

    public override void Write(Utf8JsonWriter writer, TradeSize value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
