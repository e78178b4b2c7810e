using TradingBot.Simulators.Matching.Orders;

namespace TradingBot.Simulators.Kraken.Sockets;

/// <summary>What to tell about the orders of a book: all of them, or what has happened to them.</summary>
/// <param name="Bids">Deleted ones first.</param>
/// <param name="Asks">Deleted ones first.</param>
/// <param name="Checksum">Of the whole book afterwards.</param>
internal sealed record Level3Change(
    IReadOnlyList<Level3Event> Bids, IReadOnlyList<Level3Event> Asks, uint Checksum);

/// <summary>An order, and what happened to it.</summary>
/// <param name="Word">add, modify, delete; null in a snapshot.</param>
/// <param name="Order">Afterwards; a deleted one as it was.</param>
internal readonly record struct Level3Event(string? Word, BookOrder Order);
