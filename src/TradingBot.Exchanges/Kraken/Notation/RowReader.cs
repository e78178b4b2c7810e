using System.Text.Json;

namespace TradingBot.Exchanges.Kraken.Notation;

/// <summary>Reads one row, from its opening bracket to its closing one.</summary>
internal delegate T RowReader<out T>(ref Utf8JsonReader reader);
