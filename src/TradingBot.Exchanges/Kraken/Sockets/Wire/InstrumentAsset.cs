
namespace TradingBot.Exchanges.Kraken.Sockets.Wire;

/// <summary>instrument: one asset.</summary>
internal sealed record InstrumentAsset
{
    public required string Id { get; init; }

    public required string Status { get; init; }

    /// <summary>Decimals of the ledger.</summary>
    public int Precision { get; init; }

    public int PrecisionDisplay { get; init; }
}
