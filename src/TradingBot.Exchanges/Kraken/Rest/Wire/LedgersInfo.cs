using System.Text.Json.Serialization;
using TradingBot.Exchanges.Kraken.Notation;

namespace TradingBot.Exchanges.Kraken.Rest.Wire;

/// <summary>Ledgers, by entry id: a page of 50.</summary>
internal sealed record LedgersInfo : IJsonOnDeserialized
{
    public required Dictionary<string, LedgerRow> Ledger { get; init; }

    void IJsonOnDeserialized.OnDeserialized() => JsonValues.RequireRows(Ledger);
}

/// <summary>One change of one balance; the key of the answer is its id.</summary>
internal sealed record LedgerRow : IJsonOnDeserialized
{
    /// <summary>Of a trade: the fill's id.</summary>
    [JsonPropertyName("refid")]
    public string? Reference { get; init; }

    /// <summary>Unix seconds.</summary>
    [JsonPropertyName("time")]
    public required decimal Seconds { get; init; }

    /// <summary>trade, deposit, withdrawal, transfer, margin, rollover, spend, receive and others.</summary>
    public required string Type { get; init; }

    /// <summary>The asset's id, as in balances.</summary>
    public required string Asset { get; init; }

    /// <summary>Without the fee; below 0 where it went out.</summary>
    public required decimal Amount { get; init; }

    /// <summary>Taken from the same balance.</summary>
    public required decimal Fee { get; init; }

    void IJsonOnDeserialized.OnDeserialized()
    {
        if (!KrakenTime.IsInstant(Seconds))
            throw JsonValues.Wrong("a time in unix seconds");
    }
}
