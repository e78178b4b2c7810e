using TradingBot.Core.Market;
using TradingBot.Core.Strategies;

namespace TradingBot.Tests;

/// <summary>A strategy that says what it is told: <c>enter</c>, <c>short</c>, <c>leave</c>, or nothing.</summary>
internal sealed class Script(Queue<string> words) : IStrategy
{
    public int WarmUp => 0;

    public Signal OnCandleClosed(in Candle candle) => words.Dequeue() switch
    {
        "enter" => Signal.Enter("signal"),
        "short" => Signal.EnterShort("signal"),
        "leave" => Signal.Leave("signal"),
        _ => Signal.None,
    };
}
