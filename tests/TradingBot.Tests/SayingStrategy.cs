using TradingBot.Core.Market;
using TradingBot.Core.Strategies;

namespace TradingBot.Tests;

/// <summary>Says a word a candle, as it was told: "enter", "leave", or anything else for nothing.</summary>
internal sealed class SayingStrategy : IStrategy
{
    private readonly string[] _words;
    private int _next;

    private SayingStrategy(string[] words) => _words = words;

    public int WarmUp => 0;

    public static StrategyDefinition Of(params string[] words) => new(
        "saying",
        "says a word a candle",
        [StrategyParameter.Price("close"), .. ExitParameters.Declare()],
        (_, _) => new SayingStrategy(words));

    public Signal OnCandleClosed(in Candle candle)
    {
        var word = _next < _words.Length ? _words[_next] : "";
        _next++;
        return word switch
        {
            "enter" => Signal.Enter(word),
            "leave" => Signal.Leave(word),
            _ => Signal.None,
        };
    }
}
