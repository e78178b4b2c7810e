namespace TradingBot.Kraken.Sockets.Wire;

/// <summary>instrument: assets and pairs, all in the snapshot, the changed ones later.</summary>
internal sealed record InstrumentRows
{
    public InstrumentAsset[] Assets { get; init; } = [];

    public InstrumentPair[] Pairs { get; init; } = [];
}
