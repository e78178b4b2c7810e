namespace TradingBot.Core.Market;

/// <summary>What rests at one price of an order book.</summary>
/// <param name="Price">Quote currency, with the digits the exchange printed.</param>
/// <param name="Quantity">
/// Base units, with the digits the exchange printed; 0 in an update means the level is gone.
/// </param>
public readonly record struct BookLevel(decimal Price, decimal Quantity);
