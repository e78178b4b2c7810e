
namespace TradingBot.Exchanges.Kraken.Sockets.Wire;

/// <summary>instrument: assets and pairs, all in the snapshot, the changed ones later.</summary>
/// <remarks>The generated reader sets every property, so a default written as an initialiser would be lost.</remarks>
internal sealed record InstrumentRows
{
    public InstrumentAsset[] Assets { get => field ?? []; init; }

    public InstrumentPair[] Pairs { get => field ?? []; init; }
}
